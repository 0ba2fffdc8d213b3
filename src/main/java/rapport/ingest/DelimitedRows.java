package rapport.ingest;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** CSV and its relatives: a header row that names the columns, then one record a row. */
final class DelimitedRows implements RowReader {
  private final CsvRecords records;
  private @Nullable List<String> header;

  DelimitedRows(LineReader lines, char separator) {
    this.records = new CsvRecords(lines, separator);
  }

  @Override
  public @Nullable Row next() {
    List<String> names = header;
    if (names == null) {
      CsvRecord first = records.next();
      if (first == null) {
        return null;
      }
      names = headerOf(first);
      header = names;
    }
    return switch (records.next()) {
      case null -> null;
      case CsvRecord.Read read -> row(names, read);
      case Row.Unreadable unreadable -> unreadable;
      case Row.Damaged damaged -> damaged;
    };
  }

  @Override
  public boolean isTable() {
    return true;
  }

  private static List<String> headerOf(CsvRecord first) {
    return switch (first) {
      case CsvRecord.Read read -> distinct(read);
      case Row.Unreadable(long line, String reason) -> throw noHeader(line, reason);
      case Row.Damaged(long line, String reason) -> throw noHeader(line, reason);
    };
  }

  private static List<String> distinct(CsvRecord.Read first) {
    List<String> names = first.fields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw noHeader(first.line(), "two columns are named " + name);
      }
    }
    return names;
  }

  private static GatewayException noHeader(long line, String reason) {
    return new GatewayException(
        Fault.BAD_REQUEST,
        "line " + line + ": " + reason + " (expected: a header row that names the columns)");
  }

  private static Row row(List<String> names, CsvRecord.Read read) {
    if (read.fields().size() != names.size()) {
      return new Row.Unreadable(
          read.line(),
          read.fields().size() + " fields (expected: " + names.size() + ", as the header has)");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        values.put(names.get(i), read.fields().get(i));
      }
    }
    return new Row.Fields(read.line(), values);
  }
}
