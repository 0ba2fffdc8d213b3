package rapport.journal;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rapport.life.CheckResult;

/**
 * Whether the database takes what is to be stored: one whose disk is full, or that may only be
 * read, still answers questions about itself. Safe from any thread.
 */
final class StoreHealth {
  /** So long it is told; then a question may find out anew. */
  private static final long TOLD_NANOS = Duration.ofSeconds(10).toNanos();

  private static final String READ_ONLY = "25006";

  /** Disk full, out of memory, too many connections. */
  private static final String NO_RESOURCES = "53";

  private volatile @Nullable Refused last;

  private record Refused(String why, long at) {}

  <T> Future<T> watch(Future<T> storing) {
    return storing
        .onSuccess(stored -> last = null)
        .onFailure(failure -> {
          if (failure instanceof PgException error && isWithoutRoom(error)) {
            last = new Refused(String.valueOf(error.getMessage()), System.nanoTime());
          }
        });
  }

  private static boolean isWithoutRoom(PgException error) {
    String state = String.valueOf(error.getSqlState());
    return state.startsWith(NO_RESOURCES) || state.equals(READ_ONLY);
  }

  /** {@code others} unless something could not be stored a moment ago. */
  CheckResult check(CheckResult others) {
    Refused refused = last;
    return refused == null || System.nanoTime() - refused.at > TOLD_NANOS
        ? others
        : CheckResult.failed("journal", "cannot store: " + refused.why);
  }
}
