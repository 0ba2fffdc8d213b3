package rapport.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.load.model.Script;

/**
 * What a run does.
 *
 * @param name of the scenario, and of its result
 * @param about one sentence for people
 * @param sessions sockets kept open throughout
 * @param connectRate sockets opened a second
 * @param warmup load at the first stage's beginning, before anything counts
 * @param load what counts, stage after stage
 * @param timeLimit a question whose answer has not ended by then is unserved
 * @param seed of all chance
 * @param sources loopback addresses that sockets come from, when the target is on loopback
 * @param deflate whether clients offer compression, as browsers do
 * @param heapSlope whether the server's heap per session is measured, by two full collections
 * @param slow readers that do not keep up, or null
 * @param reconnect a moment when all sockets are cut, or null
 * @param hangUp whether sessions leave when the load ends, in the middle of their answers
 * @param untilGap ends the load early, as soon as the gaps' p99 was longer in two seconds in a row;
 *     zero: never
 * @param model how the scripted model answers
 */
public record Scenario(
    String name,
    String about,
    int sessions,
    int connectRate,
    Duration warmup,
    List<Stage> load,
    Duration timeLimit,
    long seed,
    int sources,
    boolean deflate,
    boolean heapSlope,
    @Nullable SlowReaders slow,
    @Nullable Reconnect reconnect,
    boolean hangUp,
    Duration untilGap,
    Script model) {
  public Scenario {
    load = List.copyOf(load);
  }

  /**
   * Sessions that stop reading, or read slowly. Their times are not measured; their tokens are
   * accounted for.
   *
   * @param share of the sessions, 0 to 1
   * @param stop how long each stops at the first words of every answer, on every socket; zero for
   *     not at all
   * @param bytesPerSecond how fast it reads; 0 for as fast as it comes
   */
  public record SlowReaders(double share, Duration stop, int bytesPerSecond) {}

  /**
   * All sockets are closed at once, and come back.
   *
   * @param at how long after the measured part began
   * @param within the time over which they come back, evenly
   */
  public record Reconnect(Duration at, Duration within) {}

  /** How long the measured part takes, the wait for the last answers not included. */
  public Duration length() {
    return load.stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** All load that is put on, the warm-up first. */
  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    if (!warmup.isZero()) {
      Stage first = load.getFirst();
      stages.add(new Stage(warmup, first.from(), first.from(), first.streams(), first.think()));
    }
    stages.addAll(load);
    return stages;
  }

  /** Whether what has been seen so far ends the load early. */
  boolean gapsAreTooLong(List<Second> timeline) {
    int size = timeline.size();
    double longest = untilGap.toNanos() / 1e6;
    return !untilGap.isZero()
        && size > 1
        && timeline.get(size - 1).gapP99() > longest
        && timeline.get(size - 2).gapP99() > longest;
  }

  /** The same with other sessions and load: for searches of how much is held. */
  public Scenario with(int otherSessions, List<Stage> otherLoad) {
    return with(name, about, otherSessions, otherLoad);
  }

  /** The same load at other questions a second, which its name tells. */
  public Scenario at(int rate) {
    return with(
        name + "-" + rate,
        rate + " questions a second",
        sessions,
        List.of(Stage.rate(length(), rate)));
  }

  private Scenario with(
      String otherName, String otherAbout, int otherSessions, List<Stage> otherLoad) {
    return new Scenario(
        otherName,
        otherAbout,
        otherSessions,
        connectRate,
        warmup,
        otherLoad,
        timeLimit,
        seed,
        sources,
        deflate,
        heapSlope,
        slow,
        reconnect,
        hangUp,
        untilGap,
        model);
  }
}
