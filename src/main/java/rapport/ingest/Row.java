package rapport.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader found at one place of its input. */
sealed interface Row {
  /** Where it starts; the first line is 1. */
  long line();

  /** A row's fields in their order: text, {@code Number}, {@code Boolean}, list, map or null. */
  record Fields(long line, Map<String, @Nullable Object> values) implements Row {}

  /** A row that cannot be read; the ones after it can. */
  record Unreadable(long line, String reason) implements Row, Line, CsvRecord {}

  /** The input breaks off here. Nothing follows. */
  record Damaged(long line, String reason) implements Row, Line, CsvRecord {}
}
