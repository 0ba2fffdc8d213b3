package rapport.ingest;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** Waiting on a virtual thread, where it costs nothing. Never on an event loop. */
final class Waiting {
  private Waiting() {}

  /** What comes of {@code future}; its failure is thrown as it is when unchecked. */
  static <T> T on(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
