package rapport.load.compare;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import rapport.load.LoadException;

/** Waits, on the lab's own thread, for what event loops do. */
final class Waits {
  private Waits() {}

  static <T> T on(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new LoadException(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted");
    }
  }
}
