package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Supplier;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Tries until the database is there, less and less often. For stores that must happen before
 * anything else may.
 */
final class Retry {
  static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 2_000;

  private Retry() {}

  /**
   * Completes, on {@code context}, with the first success, or fails with what trying again does not
   * mend.
   */
  static <T> Future<T> untilDone(ContextInternal context, Supplier<Future<T>> action) {
    Promise<T> promise = context.promise();
    attempt(context, action, promise, FIRST_MILLIS);
    return promise.future();
  }

  private static <T> void attempt(
      ContextInternal context, Supplier<Future<T>> action, Promise<T> promise, long pause) {
    Future.succeededFuture()
        .compose(now -> action.get())
        .onSuccess(promise::complete)
        .onFailure(failure -> {
          if (GatewayException.of(failure).fault() == Fault.INTERNAL) {
            promise.fail(failure);
          } else {
            later(context, action, promise, pause);
          }
        });
  }

  private static <T> void later(
      ContextInternal context, Supplier<Future<T>> action, Promise<T> promise, long pause) {
    long next = Math.min(LONGEST_MILLIS, pause * 2);
    context
        .owner()
        .setTimer(pause, again -> context.execute(() -> attempt(context, action, promise, next)));
  }
}
