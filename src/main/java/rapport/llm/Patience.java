package rapport.llm;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait for a model's next word. The deadline moves with every word, which costs one
 * clock reading: the timer, when it fires too early, sets itself again. Confined to one event loop.
 */
final class Patience {
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final OpenAiSettings settings;
  private final Runnable late;
  private long end;
  private long deadline;
  private boolean begun;
  private boolean suspended;
  private long timer = NO_TIMER;
  private long timerAt;

  /**
   * @param late called once, when patience ends
   */
  Patience(Vertx vertx, OpenAiSettings settings, Runnable late) {
    this.vertx = vertx;
    this.settings = settings;
    this.late = late;
  }

  /**
   * @param latest when all has to be over, as {@code nanoTime}
   */
  void start(long latest) {
    end = latest;
    await(System.nanoTime() + settings.firstTokenTimeout().toNanos());
  }

  /** There were words. */
  void heard() {
    begun = true;
    await(System.nanoTime() + settings.idleTimeout().toNanos());
  }

  /** The rest is of little use. */
  void atMost(long nanos) {
    end = Math.min(end, System.nanoTime() + nanos);
    await(end);
  }

  /** We do not listen: only the total counts. */
  void suspend() {
    suspended = true;
  }

  void resume() {
    boolean running = timer != NO_TIMER;
    if (suspended && running) {
      await(System.nanoTime() + quietTime());
    }
    suspended = false;
  }

  void stop() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  private long quietTime() {
    return (begun ? settings.idleTimeout() : settings.firstTokenTimeout()).toNanos();
  }

  private void await(long until) {
    deadline = Math.min(end, until);
    if (timer == NO_TIMER || deadline < timerAt) {
      stop();
      setTimer();
    }
  }

  private void setTimer() {
    timerAt = deadline;
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1;
    timer = vertx.setTimer(Math.max(1, millis), id -> fired());
  }

  private void fired() {
    timer = NO_TIMER;
    long now = System.nanoTime();
    if (suspended && now < end) {
      deadline = Math.min(end, now + quietTime());
    }
    if (now < deadline) {
      setTimer();
    } else {
      late.run();
    }
  }
}
