package rapport.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * When those who were sent away may come back: each at a time of his own, so that a crowd that came
 * together does not return together. Safe from any thread.
 */
public final class Appointments {
  private final LongSupplier clock;
  private final long apart;
  private final long longest;
  private final AtomicLong last;

  /**
   * @param clock as {@code System.nanoTime}
   * @param perSecond how many come back in a second, at most
   * @param longest how far ahead one is given
   */
  public Appointments(LongSupplier clock, int perSecond, Duration longest) {
    this.clock = clock;
    this.apart = Duration.ofSeconds(1).toNanos() / perSecond;
    this.longest = longest.toNanos();
    this.last = new AtomicLong(clock.getAsLong());
  }

  /**
   * How long from now until the next time that is free; empty when none is within the longest wait.
   *
   * @param shortest that somebody is asked to wait
   */
  public Optional<Duration> next(Duration shortest) {
    long now = clock.getAsLong();
    long before;
    long wait;
    do {
      before = last.get();
      wait = Math.max(shortest.toNanos(), before + apart - now);
      if (wait > longest) {
        return Optional.empty();
      }
    } while (!last.compareAndSet(before, now + wait));
    return Optional.of(Duration.ofNanos(wait));
  }
}
