package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Two runs of one scenario, earlier and later. One run each: how far two runs of the very same
 * program lie apart is not known here. So a change is only called one when it is larger than what
 * runs on shared machines commonly differ by and, for percentiles, than chance among the samples.
 *
 * @param scenario what is not the same in the two scenarios; empty: they are the same
 */
public record Pair(
    Result before, Result after, Map<String, String> scenario, List<Change> changes) {

  /** What must be said wherever a pair is shown. */
  static final String SINGLE_RUNS =
      "One run each: what two runs of the same program differ by is not known here. A change is"
          + " marked when it is larger than runs on shared machines commonly differ by, and, of"
          + " percentiles, than chance among the samples. Rounds in turn (load compare) say more.";

  /**
   * What runs on shared machines commonly differ by, as a share. A judgement, not a measurement.
   */
  private static final double WORK = 0.10;

  private static final double TYPICAL = 0.15;
  private static final double TAIL = 0.35;

  /** What became of a figure. */
  enum Verdict {
    BETTER,
    WORSE,
    NOISE,
    UNKNOWN
  }

  /**
   * One figure, then and now.
   *
   * @param less whether less is better
   * @param verdict whether that is more than noise
   */
  record Change(
      String title, String unit, boolean less, double before, double after, Verdict verdict) {
    /** Now to then; not a number where one is unknown or then was nothing. */
    double ratio() {
      return before == 0 ? Double.NaN : after / before;
    }
  }

  /**
   * @param anyway compares different scenarios, too
   * @throws GatewayException {@code conflict} when they differ
   */
  public static Pair of(Result before, Result after, boolean anyway) {
    Map<String, String> scenario = before.scenario().differences(after.scenario());
    if (!scenario.isEmpty() && !anyway) {
      throw new GatewayException(
          Fault.CONFLICT,
          "the scenarios differ, so their figures do not compare (%s); --anyway compares them"
              .formatted(sentence(scenario)));
    }
    return new Pair(before, after, scenario, changes(before, after));
  }

  /** For the terminal. */
  public String text(boolean colour) {
    return PairText.of(this, colour);
  }

  /** One page that needs nothing else. */
  public String html() {
    return PairPage.of(this);
  }

  /** What keeps the two from being compared, in sentences. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!scenario.isEmpty()) {
      warnings.add("The scenarios differ: " + sentence(scenario) + ".");
    }
    if (!before.machine().equals(after.machine())) {
      warnings.add(
          "The machines differ: " + before.machine().line() + " → " + after.machine().line() + ".");
    }
    if (!before.target().equals(after.target())) {
      warnings.add("The targets differ: " + before.target() + " → " + after.target() + ".");
    }
    return warnings;
  }

  private static String sentence(Map<String, String> differences) {
    List<String> parts = new ArrayList<>();
    differences.forEach((path, values) -> parts.add(path + " " + values));
    return String.join("; ", parts);
  }

  private static List<Change> changes(Result before, Result after) {
    List<Change> changes = new ArrayList<>();
    add(changes, "CPU per question", "ms", before.cpuPerQuestion(), after.cpuPerQuestion());
    add(changes, "CPU per token", "µs", before.cpuPerToken(), after.cpuPerToken());
    add(changes, "heap per session", "bytes", before.heapPerSession(), after.heapPerSession());
    add(changes, "memory, at most", "MB", before.peakMemory(), after.peakMemory());
    for (Latency which : Latency.values()) {
      percentile(changes, which, 50, TYPICAL, before, after);
      percentile(changes, which, 99, TAIL, before, after);
    }
    throughput(
        changes, "questions answered", before.answeredPerSecond(), after.answeredPerSecond());
    throughput(changes, "tokens received", before.tokensPerSecond(), after.tokensPerSecond());
    return changes;
  }

  private static void add(
      List<Change> changes, String title, String unit, double before, double after) {
    changes.add(new Change(title, unit, true, before, after, verdict(before, after, true, WORK)));
  }

  private static void throughput(List<Change> changes, String title, double before, double after) {
    changes.add(new Change(title, "/s", false, before, after, verdict(before, after, false, WORK)));
  }

  private static void percentile(
      List<Change> changes,
      Latency which,
      double percentile,
      double usual,
      Result before,
      Result after) {
    Histogram then = before.latency().get(which);
    Histogram now = after.latency().get(which);
    if (then == null && now == null) {
      return;
    }
    double was = before.at(which, percentile);
    double is = after.at(which, percentile);
    Verdict verdict = verdict(was, is, true, usual);
    if (then != null
        && now != null
        && then.interval(percentile).overlaps(now.interval(percentile))) {
      verdict = Verdict.NOISE;
    }
    String title = which.title() + " p" + Figures.number(percentile);
    changes.add(new Change(title, "ms", true, was, is, verdict));
  }

  private static Verdict verdict(double before, double after, boolean less, double usual) {
    if (Double.isNaN(before) || Double.isNaN(after)) {
      return Verdict.UNKNOWN;
    }
    if (Math.max(before, after) <= Math.min(before, after) * (1 + usual)) {
      return Verdict.NOISE;
    }
    return after < before == less ? Verdict.BETTER : Verdict.WORSE;
  }
}
