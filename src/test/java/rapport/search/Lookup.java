package rapport.search;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Looks in memory for something that has just been put. */
final class Lookup {
  private Lookup() {}

  /** Empty: memory does not hold the rows, or the table is newer. */
  static Future<Optional<List<Match>>> rows(InMemory memory, Weighed asked, Shelf shelf) {
    return memory
        .view(shelf)
        .map(view -> memory.rows(asked, view))
        .orElse(Future.succeededFuture(Optional.empty()));
  }
}
