package rapport.load;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run showed.
 *
 * @param target the name of who was measured
 * @param seconds of the measured part
 * @param server null when its process was not watched
 * @param model null when the model was not the lab's own
 * @param gaveOut in sentences, what was at its limit; empty when nothing was
 */
public record Result(
    Scenario scenario,
    String target,
    Instant started,
    Machine machine,
    double seconds,
    Sessions sessions,
    Questioned questions,
    Tokens tokens,
    Latency latency,
    List<Second> timeline,
    @Nullable Server server,
    @Nullable Model model,
    Lab lab,
    List<String> gaveOut) {
  public Result {
    timeline = List.copyOf(timeline);
    gaveOut = List.copyOf(gaveOut);
  }

  /**
   * Sockets.
   *
   * @param opened at most at once
   * @param refused attempts that the server turned away
   * @param failed attempts that came to nothing
   * @param lost closed by the server before the end
   */
  public record Sessions(int wanted, int opened, int refused, int failed, int lost) {}

  /**
   * Questions of the measured part.
   *
   * @param refused errors that say "later": overloaded, rate_limited, busy, unavailable
   * @param unserved due without a free session, or without an end within the limit
   * @param noAnswer answered by the server itself, since nothing supports an answer
   * @param degraded answered by the server itself, since the model had no room or no words
   * @param errors by code, refusals included; the lab's own code is {@code connection_lost}
   */
  public record Questioned(
      long due,
      long sent,
      long answered,
      long refused,
      long unserved,
      long noAnswer,
      long degraded,
      Map<String, Long> errors) {
    public Questioned {
      errors = Map.copyOf(new TreeMap<>(errors));
    }
  }

  /**
   * The server's process over the measured part.
   *
   * @param databaseCpuSeconds of the database behind it; null when that was not watched
   * @param cpuMillisPerQuestion of the server alone, per answered question; null without any, as
   *     with the token
   * @param heapBytesPerSession live bytes between two counts of idle sessions; null when not asked
   */
  public record Server(
      long pid,
      double cpuSeconds,
      @Nullable Double databaseCpuSeconds,
      @Nullable Double cpuMillisPerQuestion,
      @Nullable Double cpuMicrosPerToken,
      long startMegabytes,
      long endMegabytes,
      long peakMegabytes,
      @Nullable Double heapBytesPerSession,
      int threads,
      int openFiles) {}

  /** The scripted model; {@code ceiling} null when it was not measured. */
  public record Model(
      @Nullable Double ceiling,
      double peakPiecesPerSecond,
      boolean nearCeiling,
      double cpuSeconds) {}

  /**
   * The lab itself.
   *
   * @param lateMillisP99 how late its questions left, against when they were due
   * @param machineCpuSeconds of all that ran on its machine, itself included; null where unknown
   */
  public record Lab(double cpuSeconds, double lateMillisP99, @Nullable Double machineCpuSeconds) {}

  Result withGaveOut(List<String> sentences) {
    return new Result(
        scenario, target, started, machine, seconds, sessions, questions, tokens, latency, timeline,
        server, model, lab, sentences);
  }

  /** The result as the lab's files hold it, {@code format: 1}. */
  public JsonObject toJson() {
    return ResultJson.of(this);
  }

  /** The same as text. */
  public String text() {
    return toJson().encodePrettily() + "\n";
  }
}
