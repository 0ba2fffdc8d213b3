package rapport.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file or one of its relatives, whose quoted fields may span lines.
 *
 * <p>Records are gathered line by line and only then parsed, so that a broken one costs that row
 * and not the file. A quote that is never closed would swallow what follows: its line is rejected
 * and reading goes on with the next.
 */
final class CsvRecords {
  private final LineReader lines;
  private final char separator;
  private final CsvReaderBuilder csv;
  private final Deque<Line> pushedBack = new ArrayDeque<>();

  CsvRecords(LineReader lines, char separator) {
    this.lines = lines;
    this.separator = separator;
    this.csv = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false);
  }

  /** The next record, or null at the end. */
  @Nullable CsvRecord next() {
    Line line = nextLine();
    while (line instanceof Line.Text text && text.text().isBlank()) {
      line = nextLine();
    }
    return switch (line) {
      case null -> null;
      case Line.Text text -> parsed(text.line(), gathered(text));
      case Row.Unreadable unreadable -> unreadable;
      case Row.Damaged damaged -> damaged;
    };
  }

  private @Nullable Line nextLine() {
    Line line = pushedBack.poll();
    return line != null ? line : lines.next();
  }

  /** The text of the record that starts here, or null when its quotes are never closed. */
  private @Nullable String gathered(Line.Text first) {
    boolean open = leavesQuoteOpen(first.text(), false);
    if (!open) {
      return first.text();
    }
    StringBuilder record = new StringBuilder(first.text());
    Deque<Line> taken = new ArrayDeque<>();
    while (open && record.length() <= LineReader.LONGEST) {
      Line line = nextLine();
      if (line != null) {
        taken.add(line);
      }
      if (!(line instanceof Line.Text text)) {
        break;
      }
      record.append('\n').append(text.text());
      open = leavesQuoteOpen(text.text(), true);
    }
    if (open) {
      taken.addAll(pushedBack);
      pushedBack.clear();
      pushedBack.addAll(taken);
      return null;
    }
    return record.toString();
  }

  /** As RFC 4180 has it: a quote opens a field at its start only, and is doubled inside. */
  private boolean leavesQuoteOpen(String line, boolean open) {
    boolean quoted = open;
    boolean atStart = !open;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (quoted || atStart)) {
        quoted = !quoted || (i + 1 < line.length() && line.charAt(i + 1) == '"' && ++i > 0);
      }
      atStart = !quoted && c == separator;
    }
    return quoted;
  }

  private CsvRecord parsed(long line, @Nullable String text) {
    if (text == null) {
      return new Row.Unreadable(line, "a quote is opened and never closed");
    }
    try {
      return new CsvRecord.Read(line, csv.ofSingleCsvRecord(text).getFields());
    } catch (CsvParseException e) {
      String format = separator == '\t' ? "TSV" : "CSV";
      return new Row.Unreadable(line, "not " + format + ": " + e.getMessage());
    }
  }
}
