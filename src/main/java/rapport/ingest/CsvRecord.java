package rapport.ingest;

import java.util.List;

/** What stands at one place of a CSV file. */
sealed interface CsvRecord permits CsvRecord.Read, Row.Unreadable, Row.Damaged {
  /** Where it starts; the first line is 1. */
  long line();

  /** A record's fields, as many as it has. */
  record Read(long line, List<String> fields) implements CsvRecord {}
}
