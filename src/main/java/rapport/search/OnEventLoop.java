package rapport.search;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Brings futures to the caller's event loop. */
final class OnEventLoop {
  private OnEventLoop() {}

  /**
   * Completes on the caller's event loop, if it has one. What belongs to no event loop has its
   * timers on a thread that all of the process share, which is woken for each.
   */
  static <T> Future<T> here(Future<T> anywhere) {
    if (!(Vertx.currentContext() instanceof ContextInternal context)) {
      return anywhere;
    }
    Promise<T> here = context.promise();
    anywhere.onComplete(here);
    return here.future();
  }

  /**
   * The same for what is followed by a millisecond of work: one such in each round of the event
   * loop. Between two of them it reads its sockets, so a word that comes, or a question that is
   * refused, waits for one and not for all that are ready.
   */
  static <T> Future<T> inTurn(Future<T> anywhere) {
    if (!(Vertx.currentContext() instanceof ContextInternal context)
        || !context.isEventLoopContext()) {
      return here(anywhere);
    }
    Promise<T> here = context.promise();
    EventExecutor loop = context.nettyEventLoop();
    anywhere.onComplete(
        done -> context.execute(() -> Turns.HERE.get().take(loop, () -> here.handle(done))));
    return here.future();
  }

  /** On one event loop. */
  private static final class Turns {
    static final FastThreadLocal<Turns> HERE =
        new FastThreadLocal<>() {
          @Override
          protected Turns initialValue() {
            return new Turns();
          }
        };

    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Whether somebody had his turn in this round. */
    private boolean taken;

    void take(EventExecutor loop, Runnable work) {
      if (taken) {
        waiting.add(work);
      } else {
        begin(loop, work);
      }
    }

    /**
     * What is due at once is fetched after the sockets were read, and once: what was due before
     * this round's tasks began comes among them, so the first two of many may share a round.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody cancels it
    private void begin(EventExecutor loop, Runnable work) {
      taken = true;
      loop.schedule(() -> next(loop), 0, TimeUnit.NANOSECONDS);
      work.run();
    }

    private void next(EventExecutor loop) {
      taken = false;
      Runnable next = waiting.poll();
      if (next != null) {
        begin(loop, next);
      }
    }
  }
}
