package rapport.search;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that many want to know at the same time, and that is asked for once: who comes while it
 * is being asked for waits for the next time, together with all others who do. So what is told was
 * true after it was wanted. Safe from any thread.
 */
final class Coalesced<T> {
  private final Supplier<Future<T>> question;
  private final AtomicBoolean underway = new AtomicBoolean();
  private final AtomicReference<@Nullable Promise<T>> waiting = new AtomicReference<>();

  Coalesced(Supplier<Future<T>> question) {
    this.question = question;
  }

  /** Completes on the caller's event loop, if it has one. */
  Future<T> ask() {
    Promise<T> shared = waiting.updateAndGet(others -> others == null ? Promise.promise() : others);
    Future<T> answer = OnEventLoop.here(shared.future());
    askNext();
    return answer;
  }

  private void askNext() {
    while (waiting.get() != null && underway.compareAndSet(false, true)) {
      Promise<T> next = waiting.getAndSet(null);
      if (next != null) {
        // What is thrown fails those who wait for it, and nobody after them.
        Future.succeededFuture()
            .compose(now -> question.get())
            .onComplete(done -> {
              underway.set(false);
              askNext();
              next.handle(done);
            });
        return;
      }
      underway.set(false);
    }
  }
}
