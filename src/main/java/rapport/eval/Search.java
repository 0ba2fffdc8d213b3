package rapport.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A retrieval that is to be measured. */
@FunctionalInterface
public interface Search extends AutoCloseable {
  /** Rows that each search asks for, so that recall can be told. */
  int ROWS = 100;

  /** Blocks until the rows are there. */
  Found find(String text);

  @Override
  default void close() {}

  /**
   * What one search found.
   *
   * @param rows ids, best first
   * @param millis how long it took
   * @param degraded what was left out and why, or null
   */
  record Found(List<String> rows, double millis, @Nullable String degraded) {
    public Found {
      rows = List.copyOf(rows);
    }
  }
}
