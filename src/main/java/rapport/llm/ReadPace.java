package rapport.llm;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/*
 * A token costs two system calls, one to read it and one to write it on, and little else. An event loop that has
 * more of them than it can serve serves all of them late, and each new question waits behind them. So it reads each
 * stream less often instead, as soon as it is late itself: what has come meanwhile is one piece, for the reader, too.
 * How long is found as it goes: longer while the loop is late, shorter while it is in time.
 */

/**
 * How long one event loop leaves a model's stream alone after it has read from it: not at all while
 * the loop is in time. Confined to that event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a tick that never comes is of a loop that has ended
final class ReadPace {
  static final int LONGEST_REST_MILLIS = 80;

  /** What is shorter than the time between two words only costs. */
  private static final int SHORTEST_REST_MILLIS = 30;

  private static final int TICK_MILLIS = 20;
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
  private static final long IN_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final int LONGER_MILLIS = 10;
  private static final int SHORTER_MILLIS = 2;

  private final EventLoop loop;
  private final ArrayDeque<Resting> resting = new ArrayDeque<>();
  private int restMillis;
  private boolean ticking;
  private boolean busy;
  private long tickDue;

  private record Resting(long until, Runnable wake) {}

  ReadPace(EventLoop loop) {
    this(loop, 0);
  }

  /**
   * @param restMillis what the loop's lateness has led to so far
   */
  ReadPace(EventLoop loop, int restMillis) {
    this.loop = loop;
    this.restMillis = restMillis;
  }

  /**
   * Something was read. Whether its stream is to be left alone for a while.
   *
   * @param wake called, once, when to read on; not called when the answer is no
   */
  boolean rests(Runnable wake) {
    busy = true;
    if (!ticking) {
      ticking = true;
      tickSoon();
    }
    if (restMillis < SHORTEST_REST_MILLIS) {
      return false;
    }
    resting.add(new Resting(now() + TimeUnit.MILLISECONDS.toNanos(restMillis), wake));
    return true;
  }

  private void tickSoon() {
    tickDue = now() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long now = now();
    adjust(now - tickDue);
    for (Resting first = resting.peek();
        first != null && first.until - now <= 0;
        first = resting.peek()) {
      resting.remove().wake.run();
    }
    ticking = busy || !resting.isEmpty() || restMillis > 0;
    busy = false;
    if (ticking) {
      tickSoon();
    }
  }

  private void adjust(long late) {
    if (late > LATE_NANOS) {
      restMillis = Math.min(LONGEST_REST_MILLIS, restMillis + LONGER_MILLIS);
    } else if (late < IN_TIME_NANOS) {
      restMillis = Math.max(0, restMillis - SHORTER_MILLIS);
    }
  }

  private long now() {
    return loop.ticker().nanoTime();
  }
}
