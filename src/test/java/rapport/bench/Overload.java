package rapport.bench;

import java.util.List;
import java.util.Map;
import rapport.load.Result;
import rapport.load.ScenarioFile;
import rapport.load.Second;
import rapport.load.Spread;

/**
 * Twice as many questions as can be answered. Finds the most answers a second first (the best ten
 * seconds of a ramp), then asks half of that, twice that, and half of that again, all in one
 * process, and prints what came of it beside the bars: goodput at least 90 % of the peak, refused
 * within 10 ms, recovered 10 s after.
 *
 * <p>{@code ./rapport bench Overload [SECONDS] [HIGHEST]}: seconds of twice the peak, 60 unless
 * said, and the end of the ramp in questions a second, 1,500 unless said: past what is answered.
 */
public final class Overload {
  private static final int BEST_SECONDS = 10;
  private static final int CALM_SECONDS = 15;
  private static final int AFTER_SECONDS = 30;

  /** The first seconds of a stage end answers of the one before. */
  private static final int SETTLING = 3;

  private static final String COMMON =
      """
      sessions: %d
      connect_rate: 500
      warmup: %ds
      time_limit: 20s
      model: {first_token: 200ms, pace: 40, tokens: 20, jitter: 0.2}
      load:
      """;

  private Overload() {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(arguments));
  }

  private static void run(String[] arguments) {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int highest = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_500;
    String ramp =
        COMMON.formatted(1_500, 15)
            + "  - {for: %ds, from: 20, to: %d}\n".formatted(Math.max(30, seconds), highest);
    try (LabGateway gateway = new LabGateway(ScenarioFile.parse("ramp", ramp), Map.of())) {
      Result toPeak = gateway.run(ramp);
      double peak = best(toPeak.timeline());
      System.out.printf("peak: %.1f answers/s, of %d/s asked at most%n", peak, highest);
      tell("  while finding it", toPeak);
      double calm = peak / 2;
      String twice =
          COMMON.formatted(3_000, 5)
              + "  - {for: %ds, rate: %.1f}\n".formatted(CALM_SECONDS, calm)
              + "  - {for: %ds, rate: %.1f}\n".formatted(seconds, 2 * peak)
              + "  - {for: %ds, rate: %.1f}\n".formatted(AFTER_SECONDS, calm);
      Result result = gateway.run(twice);
      judge(result, peak, seconds);
    }
  }

  private static void judge(Result result, double peak, int seconds) {
    List<Second> timeline = result.timeline();
    int end = CALM_SECONDS + seconds;
    double goodput =
        timeline.subList(CALM_SECONDS + SETTLING, Math.min(end, timeline.size())).stream()
            .mapToLong(Second::answered)
            .average()
            .orElse(0);
    double calm =
        timeline.subList(SETTLING, CALM_SECONDS).stream()
            .mapToDouble(Second::firstTokenP99)
            .average()
            .orElse(0);
    System.out.printf(
        "goodput at 2 × peak: %.1f answers/s, %.0f %% of the peak (bar: 90 %%)%n",
        goodput, 100 * goodput / peak);
    Spread refusal = result.latency().refusal();
    System.out.println(
        refusal == null
            ? "nothing was refused: this was no overload"
            : "refused: %d, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms (bar: 10 ms; the lab's own p99 %.2f)"
                .formatted(
                    refusal.count(),
                    refusal.p50(),
                    refusal.p90(),
                    refusal.p99(),
                    result.lab().lateMillisP99()));
    int recovered = recovered(timeline, end, calm);
    System.out.println(
        recovered < 0
            ? "not recovered in " + AFTER_SECONDS + " s (bar: 10 s)"
            : "recovered after " + recovered + " s (bar: 10 s)");
    tell("  altogether", result);
    timeline.forEach(second ->
        System.out.printf(
            "  %3d s: %4d due, %4d answered, first words p99 %6.0f ms, gaps p99 %4.0f ms%n",
            second.t(), second.due(), second.answered(), second.firstTokenP99(), second.gapP99()));
  }

  /**
   * The second after which first words come no later than twice as late as before, three seconds
   * running; or -1.
   */
  private static int recovered(List<Second> timeline, int end, double calm) {
    for (int i = end; i + 2 < Math.min(end + AFTER_SECONDS, timeline.size()); i++) {
      if (timeline.subList(i, i + 3).stream().allMatch(s -> s.firstTokenP99() <= 2 * calm)) {
        return i - end;
      }
    }
    return -1;
  }

  private static double best(List<Second> timeline) {
    double best = 0;
    for (int i = 0; i + BEST_SECONDS <= timeline.size(); i++) {
      best =
          Math.max(
              best,
              timeline.subList(i, i + BEST_SECONDS).stream()
                  .mapToLong(Second::answered)
                  .average()
                  .orElse(0));
    }
    return best;
  }

  private static void tell(String what, Result result) {
    System.out.printf(
        "%s: %d due, %d answered, %d unserved, errors %s; first words p50 %.0f ms, p99 %.0f ms%n",
        what,
        result.questions().due(),
        result.questions().answered(),
        result.questions().unserved(),
        result.questions().errors(),
        result.latency().firstToken() == null ? 0 : result.latency().firstToken().p50(),
        result.latency().firstToken() == null ? 0 : result.latency().firstToken().p99());
  }
}
