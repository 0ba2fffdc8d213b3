package rapport.socket;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Tells the sockets of one event loop to reconnect, evenly over a time. Who goes sooner, with a
 * question that is for another process, takes somebody's turn: so no more come to the other
 * processes in any second than was meant to. Who hears an answer has his turn at its end. On that
 * event loop only.
 */
final class LeaveTaking {
  /** Between two calls of {@link #goOn}. */
  static final long STEP_MILLIS = 50;

  /** When many are late, as when their answers ended together: so many times what was meant. */
  private static final double CATCHING_UP = 2;

  private final LongSupplier clock;
  private final int all;
  private final int mostAtOnce;
  private final double nanos;
  private final long began;

  /** Who has to leave. */
  interface Guest {
    /** Is told to be elsewhere in so many milliseconds, unless he waits for something here. */
    void leave(long afterMillis);

    /** Whether he was told, or has gone. */
    boolean isLeaving();
  }

  /**
   * Begins now.
   *
   * @param all how many there are
   * @param spread the time
   * @param clock as {@code System.nanoTime}
   */
  LeaveTaking(int all, Duration spread, LongSupplier clock) {
    this.clock = clock;
    this.all = all;
    this.nanos = Math.max(1, spread.toNanos());
    this.mostAtOnce = (int) Math.ceil(CATCHING_UP * all * STEP_MILLIS * 1e6 / nanos);
    this.began = clock.getAsLong();
  }

  /**
   * Tells those whose turn it is.
   *
   * @param guests who are here now
   */
  void goOn(Collection<? extends Guest> guests) {
    List<? extends Guest> staying = guests.stream().filter(guest -> !guest.isLeaving()).toList();
    double passed = Math.min(1, (clock.getAsLong() - began) / nanos);
    int due = Math.min(mostAtOnce, staying.size() - (int) (all * (1 - passed)));
    for (Guest guest : staying) {
      if (due <= 0) {
        return;
      }
      guest.leave(ThreadLocalRandom.current().nextLong(STEP_MILLIS));
      due -= guest.isLeaving() ? 1 : 0;
    }
  }
}
