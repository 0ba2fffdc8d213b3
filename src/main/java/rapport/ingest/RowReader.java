package rapport.ingest;

import org.jspecify.annotations.Nullable;

/** Rows of one input, one after the other. Blocks while it reads. */
interface RowReader {
  /** The next row, or null at the end. */
  @Nullable Row next();

  /** Whether every row has the same fields, so that one row tells which there are. */
  default boolean isTable() {
    return false;
  }
}
