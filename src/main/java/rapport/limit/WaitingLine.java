package rapport.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/*
 * Who comes now waits until those before him have left: as many as they are, times the time from one to the next,
 * and for as long again as nobody has left, since a line that stands may go on standing. A count alone would say
 * nothing: a hundred are a second of a quick database and a minute of a slow one.
 *
 * The time from one to the next is taken while somebody stands in the line. With few in it, it says how long one
 * takes, not how many are served at once, so it is too long rather than too short; a crowd corrects it at once. A
 * few are let in whatever it says: without them a line that once was slow would never be seen to be quick again.
 *
 * However quick the line is, what it stands in front of has a queue of its own that ends somewhere: no more are let in
 * than fit there.
 */

/**
 * A line that takes in only whom it can serve in time; the others hear at once when to come back.
 * Safe from any thread.
 */
public final class WaitingLine {
  /** Taken for the pace of a line in which nobody has stood yet, in nanoseconds. */
  private static final double FIRST_PACE = 10e6;

  private final LongSupplier clock;
  private final long longest;
  private final double share;
  private final int always;
  private final int most;
  private final Map<String, Integer> parties = new HashMap<>();
  private final Pace pace = new Pace(FIRST_PACE);
  private int ahead;
  private long movedAt;

  /**
   * @param clock as {@code System.nanoTime}
   * @param longest the longest that somebody is expected to wait
   * @param share of that time that those of one party may take, over 0 to 1
   * @param always how many are let in whatever is expected
   * @param most how many are let in at once, however quick the line is; of them too one party gets
   *     its share
   */
  public WaitingLine(LongSupplier clock, Duration longest, double share, int always, int most) {
    this.clock = clock;
    this.longest = longest.toNanos();
    this.share = share;
    this.always = always;
    this.most = most;
  }

  /** A place, given back when served; or empty when the wait, or this party's part, is too long. */
  public synchronized Optional<Permit> tryEnter(String party) {
    int own = parties.getOrDefault(party, 0);
    boolean inTime = expected() <= longest && own * pace.nanos() <= longest * share;
    boolean fits = ahead < most && own < most * share;
    if (ahead >= always && !(inTime && fits)) {
      return Optional.empty();
    }
    if (ahead == 0) {
      movedAt = clock.getAsLong();
    }
    ahead++;
    parties.put(party, own + 1);
    return Optional.of(new Permit(() -> leave(party)));
  }

  private synchronized void leave(String party) {
    long now = clock.getAsLong();
    pace.left(now - movedAt);
    movedAt = now;
    ahead--;
    parties.computeIfPresent(party, (name, count) -> count == 1 ? null : count - 1);
  }

  private double expected() {
    if (ahead == 0) {
      return 0;
    }
    double stood = Math.max(0, clock.getAsLong() - movedAt - pace.nanos());
    return ahead * pace.nanos() + stood;
  }

  /** How long who comes now would wait. */
  public synchronized Duration expectedWait() {
    return Duration.ofNanos((long) expected());
  }

  /**
   * How full the line is: 1 when the wait is as long as it may be, or as many wait as may; 0 while
   * few are in it.
   */
  public synchronized double fullness() {
    return ahead < always ? 0 : Math.max(expected() / longest, ahead / (double) most);
  }

  public synchronized int waiting() {
    return ahead;
  }
}
