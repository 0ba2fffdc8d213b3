package rapport.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Everything that is counted and timed on the sessions' event loop, and confined to it. Times are
 * nanoseconds where they come in and microseconds in the histograms.
 */
final class Figures {
  private static final long LONGEST_MICROS = 3_600_000_000L;

  /** A lag beyond this comes from another machine's clock. */
  private static final long OTHER_CLOCK_MICROS = 600_000_000L;

  private final Histogram connect = histogram();
  private final Histogram ack = histogram();
  private final Histogram cards = histogram();
  private final Histogram firstToken = histogram();
  private final Histogram firstTokenAdded = histogram();
  private final Histogram gap = histogram();
  private final Histogram lag = histogram();
  private final Histogram total = histogram();
  private final Histogram refusal = histogram();
  private final Histogram eviction = histogram();
  private final Histogram late = histogram();
  private final Histogram gapNow = histogram();
  private final Histogram firstTokenNow = histogram();

  final TokenTotals tokens = new TokenTotals();
  final TokenTotals uncounted = new TokenTotals();
  final Map<String, Long> errors = new TreeMap<>();
  long due;
  long sent;
  long answered;
  long refused;
  long unserved;
  long noAnswer;
  long degraded;

  /** Of all questions, the uncounted ones of the warm-up included. */
  long everDue;

  long everAnswered;
  long everPieces;
  boolean otherClock;

  private static Histogram histogram() {
    return new Histogram(1, LONGEST_MICROS, 3);
  }

  void connected(long nanos) {
    record(connect, nanos);
  }

  void sentLate(long nanos) {
    record(late, nanos);
  }

  void acked(Answer answer, long now) {
    if (answer.timed) {
      record(ack, now - answer.intended);
    }
  }

  void gotCards(Answer answer, long now) {
    if (answer.timed) {
      record(cards, now - answer.intended);
    }
  }

  void firstText(Answer answer, long now) {
    if (answer.timed) {
      record(firstToken, now - answer.intended);
      record(firstTokenNow, now - answer.intended);
    }
  }

  void gap(Answer answer, long nanos) {
    if (answer.timed) {
      record(gap, nanos);
      record(gapNow, nanos);
    }
  }

  /** A sound piece of an answer. */
  void piece(Answer answer, long[] numbers, long arrivedMicros) {
    everPieces++;
    long micros = arrivedMicros - numbers[3];
    if (micros < -1_000 || micros > OTHER_CLOCK_MICROS) {
      otherClock = true;
      return;
    }
    if (answer.timed) {
      lag.recordValue(Math.clamp(micros, 1, LONGEST_MICROS));
      if (numbers[1] == 0 && answer.firstText != 0) {
        long model = numbers[3] - numbers[4];
        record(firstTokenAdded, answer.firstText - answer.intended - model * 1_000);
      }
    }
  }

  void answered(Answer answer, long now) {
    everAnswered++;
    if (answer.overdue) {
      return; // it was unserved then and stays so
    }
    if (answer.counted) {
      answered++;
    }
    if (answer.timed) {
      record(total, now - answer.intended);
    }
  }

  void refused(Answer answer, long now) {
    if (answer.timed) {
      record(refusal, now - answer.intended);
    }
  }

  /** A socket that nobody read has ended. */
  void evicted(long nanos) {
    record(eviction, nanos);
  }

  /** An error, by its wire code or the lab's own name for it. */
  void failed(Answer answer, String code) {
    if (answer.counted && !answer.overdue) {
      errors.merge(code, 1L, Long::sum);
    }
  }

  /**
   * A question that got no whole answer within the limit: counted as what it took at least, so that
   * leaving questions undone never looks fast.
   */
  void unserved(boolean counted, boolean hadText, long limitNanos) {
    if (!counted) {
      return;
    }
    unserved++;
    record(total, limitNanos);
    if (!hadText) {
      record(firstToken, limitNanos);
      record(firstTokenNow, limitNanos);
    }
  }

  TokenTotals account(Answer answer) {
    return answer.counted ? tokens : uncounted;
  }

  Latency latency(boolean scripted) {
    boolean oneClock = scripted && !otherClock;
    return new Latency(
        Spread.of(connect),
        Spread.of(ack),
        Spread.of(cards),
        Spread.of(firstToken),
        oneClock ? Spread.of(firstTokenAdded) : null,
        Spread.of(gap),
        oneClock ? Spread.of(lag) : null,
        Spread.of(total),
        Spread.of(refusal),
        Spread.of(eviction));
  }

  double lateMillisP99() {
    return late.getValueAtPercentile(99) / 1e3;
  }

  /** The 99th percentiles of the last second, in milliseconds, which are then forgotten. */
  double[] lastSecond() {
    double[] both = {
      gapNow.getValueAtPercentile(99) / 1e3, firstTokenNow.getValueAtPercentile(99) / 1e3
    };
    gapNow.reset();
    firstTokenNow.reset();
    return both;
  }

  /** From here on it counts: what the warm-up left is forgotten. Sockets were opened before. */
  void begin() {
    gapNow.reset();
    firstTokenNow.reset();
    late.reset();
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1_000, 1, LONGEST_MICROS));
  }
}
