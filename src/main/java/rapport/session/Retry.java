package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Supplier;

/**
 * Tries until it works, less and less often. For stores that must happen before anything else may.
 */
final class Retry {
  static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 5_000;

  private Retry() {}

  /** Completes, on {@code context}, with the first success. */
  static <T> Future<T> untilDone(ContextInternal context, Supplier<Future<T>> action) {
    Promise<T> promise = context.promise();
    attempt(context, action, promise, FIRST_MILLIS);
    return promise.future();
  }

  private static <T> void attempt(
      ContextInternal context, Supplier<Future<T>> action, Promise<T> promise, long pause) {
    action
        .get()
        .onSuccess(promise::complete)
        .onFailure(failure ->
            context
                .owner()
                .setTimer(
                    pause,
                    again ->
                        attempt(context, action, promise, Math.min(LONGEST_MILLIS, pause * 2))));
  }
}
