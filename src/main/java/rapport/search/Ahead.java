package rapport.search;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * A search begun before its question is complete. Serves the question if that turns out to find the
 * same, and soon enough that prices and stock are still what they were.
 */
public final class Ahead {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final long at = System.nanoTime();
  private final Future<Optional<Search>> planned;
  private final Future<Retrieved> found;
  private boolean served;

  Ahead(Future<Optional<Search>> planned, Future<Retrieved> found) {
    this.planned = planned;
    this.found = found;
  }

  /** What was found for {@code search}, or is being found; empty: something else was. */
  Optional<Future<Retrieved>> serves(Search search) {
    boolean same =
        planned.succeeded()
            && planned.result().filter(search::findsTheSameAs).isPresent()
            && System.nanoTime() - at < FRESH_NANOS
            && !found.failed();
    served = same;
    return same ? Optional.of(found) : Optional.empty();
  }

  /** Whether it was of use to its question. */
  public boolean served() {
    return served;
  }

  /** Completes when the search is over, however it ended. */
  public Future<Void> over() {
    return found.transform(ended -> Future.succeededFuture());
  }
}
