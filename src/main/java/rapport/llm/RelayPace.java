package rapport.llm;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/*
 * To write a token on is a system call, the dearest thing about it. An event loop that has more of them than it can
 * serve serves all of them late, and each new question waits behind them. So it relays each answer less often instead,
 * as soon as it is late itself: what has come meanwhile is one piece. How long is found as it goes: longer while the
 * loop is late, shorter while it is in time.
 */

/**
 * How long one event loop lets an answer's words gather after it has relayed some: not at all while
 * the loop is in time. Confined to that event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a tick that never comes is of a loop that has ended
final class RelayPace {
  static final int LONGEST_MILLIS = 120;

  /** What is shorter than the time between two words only costs. */
  private static final int SHORTEST_MILLIS = 30;

  private static final int TICK_MILLIS = 10;
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
  private static final long IN_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final int LONGER_MILLIS = 5;
  private static final int SHORTER_MILLIS = 1;

  private final EventLoop loop;
  private final ArrayDeque<Gathering> gathering = new ArrayDeque<>();
  private int millis;
  private boolean ticking;
  private boolean busy;
  private long tickDue;

  private record Gathering(long until, Runnable relay) {}

  RelayPace(EventLoop loop) {
    this(loop, 0);
  }

  /**
   * @param millis what the loop's lateness has led to so far
   */
  RelayPace(EventLoop loop, int millis) {
    this.loop = loop;
    this.millis = millis;
  }

  /**
   * Words are relayed now. Whether those that follow are to gather.
   *
   * @param relay called, once, when they have; not called when the answer is no
   */
  boolean gathers(Runnable relay) {
    busy = true;
    if (!ticking) {
      ticking = true;
      tickSoon();
    }
    if (millis < SHORTEST_MILLIS) {
      return false;
    }
    gathering.add(new Gathering(now() + TimeUnit.MILLISECONDS.toNanos(millis), relay));
    return true;
  }

  private void tickSoon() {
    tickDue = now() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long now = now();
    adjust(now - tickDue);
    try {
      relayUntil(now);
    } finally {
      ticking = busy || !gathering.isEmpty() || millis > 0;
      busy = false;
      if (ticking) {
        tickSoon();
      }
    }
  }

  private void relayUntil(long now) {
    for (Gathering first = gathering.peek();
        first != null && first.until - now <= 0;
        first = gathering.peek()) {
      gathering.remove().relay.run();
    }
  }

  private void adjust(long late) {
    if (late > LATE_NANOS) {
      millis = Math.min(LONGEST_MILLIS, millis + LONGER_MILLIS);
    } else if (late < IN_TIME_NANOS) {
      millis = Math.max(0, millis - SHORTER_MILLIS);
    }
  }

  private long now() {
    return loop.ticker().nanoTime();
  }
}
