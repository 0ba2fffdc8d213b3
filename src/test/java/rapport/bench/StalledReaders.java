package rapport.bench;

import java.util.Map;
import rapport.load.Result;
import rapport.load.ScenarioFile;
import rapport.load.Spread;

/**
 * Readers that read, and then the same beside as many that stop at the first words of their answer
 * and never read again: one gateway process, one run after the other. Prints the readers' gaps, the
 * gateway's memory, and how long a stalled reader kept its socket, beside the bars: gaps' p99 at
 * most 1.5 × those without the others, every stalled reader gone in 20 s.
 *
 * <p>{@code ./rapport bench StalledReaders [READERS] [SECONDS] [TOKENS_PER_SECOND]}: 1000, 60 and 5
 * unless said.
 */
public final class StalledReaders {
  private static final String SCENARIO =
      """
      sessions: %d
      connect_rate: 250
      warmup: %ds
      time_limit: 10m
      load:
        - {for: %ds, streams: %d}
      %s
      hang_up: true
      model: {first_token: 300ms, pace: %d, tokens: %d, jitter: 0.2}
      """;

  /** Questions a second, both kinds of readers together: far from any limit. */
  private static final int QUESTIONS = 40;

  private static final int SHORTEST_ANSWER = 25;

  private StalledReaders() {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(arguments));
  }

  private static void run(String[] arguments) {
    int readers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    int pace = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    int answer = Math.max(SHORTEST_ANSWER, 2 * readers / QUESTIONS);
    int warmup = 2 * answer;
    int tokens = answer * pace;
    String alone = SCENARIO.formatted(readers, warmup, seconds, readers, "", pace, tokens);
    String beside =
        SCENARIO.formatted(
            2 * readers,
            warmup,
            seconds,
            2 * readers,
            "slow_readers: {share: 0.5, stop: 1h}",
            pace,
            tokens);
    try (LabGateway gateway = new LabGateway(ScenarioFile.parse("alone", alone), Map.of())) {
      Result without = gateway.run(alone);
      tell("alone", without);
      Result with = gateway.run(beside);
      tell("beside as many that do not read", with);
      Spread gap = with.latency().gap();
      Spread before = without.latency().gap();
      if (gap != null && before != null) {
        System.out.printf("gaps' p99: %.2f × (bar: 1.5)%n", gap.p99() / before.p99());
      }
      Spread gone = with.latency().eviction();
      System.out.println(
          gone == null
              ? "no stalled reader was cut off"
              : "stalled readers cut off: %d, p50 %.1f s, the last %.1f s after its last byte (bar: 20 s)"
                  .formatted(gone.count(), gone.p50() / 1e3, gone.max() / 1e3));
    }
  }

  private static void tell(String what, Result result) {
    Spread gap = result.latency().gap();
    System.out.printf(
        "%s: %d answered, %d tokens received, %d lost; gaps p50 %.0f ms, p99 %.0f ms; %d to %d MB, CPU %.1f s%n",
        what,
        result.questions().answered(),
        result.tokens().received(),
        result.tokens().lost(),
        gap == null ? 0 : gap.p50(),
        gap == null ? 0 : gap.p99(),
        result.server() == null ? 0 : result.server().startMegabytes(),
        result.server() == null ? 0 : result.server().peakMegabytes(),
        result.server() == null ? 0 : result.server().cpuSeconds());
  }
}
