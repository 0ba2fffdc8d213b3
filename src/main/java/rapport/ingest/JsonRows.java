package rapport.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON lines: one object a line, blank lines between them. */
final class JsonRows implements RowReader {
  private final LineReader lines;

  JsonRows(LineReader lines) {
    this.lines = lines;
  }

  @Override
  public @Nullable Row next() {
    Line line = lines.next();
    while (line instanceof Line.Text text && text.text().isBlank()) {
      line = lines.next();
    }
    return switch (line) {
      case null -> null;
      case Line.Text text -> parsed(text);
      case Row.Unreadable unreadable -> unreadable;
      case Row.Damaged damaged -> damaged;
    };
  }

  private static Row parsed(Line.Text line) {
    try {
      return new Row.Fields(line.line(), JsonRow.parse(line.text()));
    } catch (JsonProcessingException e) {
      return new Row.Unreadable(line.line(), "not JSON: " + whereAndWhy(e));
    } catch (IOException e) {
      return new Row.Unreadable(line.line(), String.valueOf(e.getMessage()));
    }
  }

  private static String whereAndWhy(JsonProcessingException e) {
    String why = e.getOriginalMessage().lines().findFirst().orElse("");
    return e.getLocation() == null
        ? why
        : why + " (at character " + e.getLocation().getColumnNr() + ")";
  }
}
