package rapport.load.model;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The most pieces a second that one event loop of the scripted model sends on time. It serves more
 * and more of them to readers that do nothing else, until the rate falls behind, pieces share a
 * write, or more than one piece in a hundred leaves 10 ms late while the thread is busy; the best
 * step it held is the ceiling. Nothing else should run meanwhile.
 *
 * @param piecesPerSecond sent in the best step
 * @param piecesPerWrite how many a flush carried then; 1 is the honest case of paced streams
 * @param cores what the model's thread used then
 * @param readerCores what the readers used then
 * @param lateShare of the pieces of that step, 0 to 1
 */
public record Ceiling(
    double piecesPerSecond,
    double piecesPerWrite,
    double cores,
    double readerCores,
    double lateShare) {
  /** Of a figure and its ceiling: so near that the figure may say more about the model. */
  public static final double NEAR = 0.9;

  private static final int STREAMS = 1_000;
  private static final double GROWTH = 1.2;
  private static final double LOWEST = 40_000;
  private static final double HIGHEST = 500_000;
  private static final double ONE_A_WRITE = 1.1; // more in a write is cheaper, and not paced
  private static final double MOST_LATE = 0.01;

  /** A thread that had so little to do was kept from its core by others when it was late. */
  private static final double IDLE_ENOUGH = 0.75;

  private static final double LEAST_OF_WANTED = 0.95;

  /**
   * Measures on the caller's thread.
   *
   * @param stepMillis how long each rate is held; 2,000 gives steady figures
   * @param steps hears each step
   */
  public static Ceiling measure(int stepMillis, Consumer<Ceiling> steps) {
    Ceiling best = step(LOWEST, stepMillis); // also what the compiler warms up on
    steps.accept(best);
    int failures = 0;
    for (double wanted = LOWEST; wanted < HIGHEST && failures < 3; ) {
      Ceiling step = step(wanted, stepMillis);
      steps.accept(step);
      if (step.held(wanted)) {
        best = step.piecesPerSecond > best.piecesPerSecond ? step : best;
        wanted *= GROWTH;
        failures = 0;
      } else {
        failures++; // once or twice may be a neighbour's doing
      }
    }
    return best;
  }

  private boolean held(double wanted) {
    boolean onTime = lateShare <= MOST_LATE || cores < IDLE_ENOUGH;
    return piecesPerSecond >= wanted * LEAST_OF_WANTED && piecesPerWrite <= ONE_A_WRITE && onTime;
  }

  /** What a whole core would send if it did all as cheaply: beyond what is ever held. */
  public double piecesPerCpuSecond() {
    return piecesPerSecond / Math.max(1e-3, cores);
  }

  private static Ceiling step(double wanted, int millis) {
    double pace = wanted / STREAMS;
    Script script = new Script(200, pace, 1_000_000, 0.5, 1, List.of());
    try (ScriptedModel model = ScriptedModel.start(script);
        BareReaders readers = new BareReaders(model.url(), STREAMS)) {
      pause(500);
      Moment begin = Moment.of(model, readers);
      pause(millis);
      return Moment.of(model, readers).since(begin);
    }
  }

  /** Everything that counts, at one moment. */
  private record Moment(long nanos, ModelFigures figures, long model, long readers) {
    static Moment of(ScriptedModel model, BareReaders readers) {
      return new Moment(System.nanoTime(), model.figures(), model.cpuNanos(), readers.cpuNanos());
    }

    Ceiling since(Moment begin) {
      double seconds = (nanos - begin.nanos) / 1e9;
      ModelFigures done = figures.since(begin.figures);
      return new Ceiling(
          done.pieces() / seconds,
          done.pieces() / (double) Math.max(1, done.writes()),
          (model - begin.model) / 1e9 / seconds,
          (readers - begin.readers) / 1e9 / seconds,
          done.late() / (double) Math.max(1, done.pieces()));
    }
  }

  private static void pause(int millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Whether a rate is so near a ceiling that it is to be marked. */
  public static boolean near(double rate, @Nullable Double ceiling) {
    return ceiling != null && rate >= ceiling * NEAR;
  }
}
