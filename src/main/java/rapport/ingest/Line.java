package rapport.ingest;

/** One line of an input. */
sealed interface Line permits Line.Text, Row.Unreadable, Row.Damaged {
  /** Counted from 1. */
  long line();

  /** A line without its line break. */
  record Text(long line, String text) implements Line {}
}
