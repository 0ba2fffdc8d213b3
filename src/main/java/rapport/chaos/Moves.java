package rapport.chaos;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Who was told to take another line, and when he was welcome on it. Thread-safe. */
final class Moves {
  private final Queue<Move> all = new ConcurrentLinkedQueue<>();

  /** One shopper's, by {@link System#nanoTime}. */
  record Move(long told, long welcome) {}

  /** He is welcome now. */
  void done(long told) {
    add(new Move(told, System.nanoTime()));
  }

  void add(Move move) {
    all.add(move);
  }

  int count() {
    return all.size();
  }

  /**
   * Milliseconds from being told to being welcome, of the slowest of such a part of all; 0: nobody.
   */
  long delayMillis(double quantile) {
    List<Long> delays = sorted(move -> move.welcome - move.told);
    return delays.isEmpty()
        ? 0
        : TimeUnit.NANOSECONDS.toMillis(
            delays.get(Math.max(0, (int) Math.ceil(quantile * delays.size()) - 1)));
  }

  /** The most who were welcomed within any second, whenever it begins. */
  int mostInASecond() {
    List<Long> times = sorted(Move::welcome);
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= TimeUnit.SECONDS.toNanos(1)) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private List<Long> sorted(ToLongFunction<Move> what) {
    return all.stream().mapToLong(what).sorted().boxed().toList();
  }
}
