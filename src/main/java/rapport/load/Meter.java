package rapport.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.load.model.ModelFigures;
import rapport.load.model.ScriptedModel;

/**
 * Reads every clock and counter once a second, and makes seconds and sums of them. Of the thread
 * that runs the load.
 */
final class Meter {
  private final @Nullable Long pid;
  private final @Nullable Long database;
  private final @Nullable ScriptedModel model;
  private final List<Second> timeline = new ArrayList<>();
  private @Nullable Reading began;
  private @Nullable Reading ended;
  private @Nullable Reading last;
  private double peakPieces;
  private int mostFiles;

  Meter(Target target, @Nullable ScriptedModel model) {
    this.pid = target.pid();
    this.database = target.database();
    this.model = model;
  }

  /** What the sessions' event loop knows of, at one moment. */
  record Counts(
      long due,
      long answered,
      long pieces,
      int open,
      int streams,
      double gapP99,
      double firstTokenP99) {
    static Counts of(Crowd crowd, Demand demand) {
      Figures figures = crowd.figures;
      double[] last = figures.lastSecond();
      return new Counts(
          figures.everDue,
          figures.everAnswered,
          figures.everPieces,
          crowd.open,
          demand.busy(),
          last[0],
          last[1]);
    }
  }

  /** Everything, at one moment. */
  private record Reading(
      long at,
      Counts counts,
      @Nullable ProcessWatch server,
      @Nullable Long databaseCpu,
      long processCpu,
      long modelCpu,
      @Nullable Double machineSeconds,
      ModelFigures modelFigures) {
    double secondsSince(Reading earlier) {
      return (at - earlier.at) / 1e9;
    }

    /** Of the lab without its model, in nanoseconds. */
    long labCpu() {
      return processCpu - modelCpu;
    }
  }

  private Reading read(Counts counts) {
    return new Reading(
        System.nanoTime(),
        counts,
        pid == null ? null : ProcessWatch.of(pid),
        database == null ? null : ProcessWatch.familyCpuNanos(database),
        Machine.ownCpuNanos(),
        model == null ? 0 : model.cpuNanos(),
        Machine.busySeconds(),
        model == null ? ModelFigures.NONE : model.figures());
  }

  /** The measured part begins. */
  void begin(Counts counts) {
    began = read(counts);
    last = began;
  }

  /** Another second is over. */
  Second second(Counts counts) {
    Reading now = read(counts);
    Reading before = last == null ? now : last;
    double seconds = Math.max(1e-3, now.secondsSince(before));
    last = now;
    peakPieces =
        Math.max(peakPieces, now.modelFigures.since(before.modelFigures).pieces() / seconds);
    ProcessWatch server = now.server;
    ProcessWatch earlier = before.server;
    if (server != null) {
      mostFiles = Math.max(mostFiles, server.openFiles());
    }
    Second second =
        new Second(
            timeline.size() + 1,
            counts.due - before.counts.due,
            counts.answered - before.counts.answered,
            counts.pieces - before.counts.pieces,
            counts.open,
            counts.streams,
            counts.gapP99,
            counts.firstTokenP99,
            server == null || earlier == null
                ? null
                : (server.cpuNanos() - earlier.cpuNanos()) / 1e9 / seconds,
            server == null ? null : server.memoryBytes() >> 20,
            (now.labCpu() - before.labCpu()) / 1e9 / seconds,
            model == null ? null : (now.modelCpu - before.modelCpu) / 1e9 / seconds);
    timeline.add(second);
    return second;
  }

  /** The measured part is over; what follows is the wait for its last answers. */
  void end() {
    ended = last;
  }

  List<Second> timeline() {
    return timeline;
  }

  double seconds() {
    return ended == null || began == null ? 0 : ended.secondsSince(began);
  }

  double labCpuSeconds() {
    return ended == null || began == null ? 0 : (ended.labCpu() - began.labCpu()) / 1e9;
  }

  /** Of everything on this machine. */
  @Nullable Double machineCpuSeconds() {
    Double first = began == null ? null : began.machineSeconds;
    Double then = ended == null ? null : ended.machineSeconds;
    return first == null || then == null ? null : then - first;
  }

  Result.@Nullable Model model(@Nullable Double ceiling) {
    if (model == null || began == null || ended == null) {
      return null;
    }
    return new Result.Model(
        ceiling,
        peakPieces,
        rapport.load.model.Ceiling.near(peakPieces, ceiling),
        (ended.modelCpu - began.modelCpu) / 1e9);
  }

  private static @Nullable Double databaseCpuSeconds(Reading first, Reading then) {
    return first.databaseCpu == null || then.databaseCpu == null
        ? null
        : (then.databaseCpu - first.databaseCpu) / 1e9;
  }

  Result.@Nullable Server server(@Nullable Double heapBytesPerSession) {
    if (pid == null || began == null || ended == null) {
      return null;
    }
    ProcessWatch first = began.server;
    ProcessWatch then = ended.server;
    if (first == null || then == null) {
      return null;
    }
    double cpu = (then.cpuNanos() - first.cpuNanos()) / 1e9;
    long answered = ended.counts.answered - began.counts.answered;
    long pieces = ended.counts.pieces - began.counts.pieces;
    return new Result.Server(
        pid,
        cpu,
        databaseCpuSeconds(began, ended),
        answered == 0 ? null : cpu * 1e3 / answered,
        pieces == 0 ? null : cpu * 1e6 / pieces,
        first.memoryBytes() >> 20,
        then.memoryBytes() >> 20,
        then.peakBytes() >> 20,
        heapBytesPerSession,
        then.threads(),
        mostFiles);
  }
}
