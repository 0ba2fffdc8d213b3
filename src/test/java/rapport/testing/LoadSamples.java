package rapport.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Documents of the load lab as it writes them, made up: the same noise for the same seed. Nothing
 * in them was measured. {@code main} writes those of the test resources anew.
 */
public final class LoadSamples {
  /** What their names begin with, so that nobody takes them for measurements. */
  public static final String MARK = "sample, not measured";

  private static final int SECONDS = 90;
  private static final double[] CURVE = {0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100};

  private final Random random;
  private final double slowness;

  private LoadSamples(long seed, double slowness) {
    this.random = new Random(seed);
    this.slowness = slowness;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of("src/test/resources/load");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("sample-result.json"), result(1, 1).encodePrettily() + "\n");
    Files.writeString(folder.resolve("sample-compare.json"), compare(2).encodePrettily() + "\n");
  }

  /**
   * A run in which nothing gave out.
   *
   * @param slowness 1: as fast as usual; 2: everything costs and takes twice as much
   */
  public static JsonObject result(long seed, double slowness) {
    return new LoadSamples(seed, slowness).result();
  }

  /** A run in which much went wrong. */
  public static JsonObject troubled(long seed) {
    JsonObject result = new LoadSamples(seed, 4).result();
    result
        .getJsonObject("sessions")
        .put("opened", 9_312)
        .put("refused", 600)
        .put("failed", 88)
        .put("lost", 41);
    result
        .getJsonObject("questions")
        .put("answered", 8_011)
        .put("refused", 310)
        .put("unserved", 77)
        .put("errors", new JsonObject().put("overloaded", 602).put("timeout", 12));
    result.getJsonObject("tokens").put("lost", 12).put("doubled", 3).put("short_answers", 9);
    result.getJsonObject("server").putNull("heap_bytes_per_session").putNull("open_files");
    result.getJsonObject("model").put("near_ceiling", true);
    result.getJsonObject("latency").putNull("ack");
    return result.put(
        "gave_out",
        new JsonArray()
            .add("Model streams: 1,000 at once is what llm.max-streams allows, and they were used.")
            .add("The model was within 10 % of its own ceiling: latency may be the model's."));
  }

  private JsonObject result() {
    return new JsonObject()
        .put("format", 1)
        .put("name", MARK + ": steady")
        .put("target", "rapport")
        .put("started", "2026-11-23T12:00:00Z")
        .put("machine", machine())
        .put("scenario", scenario())
        .put("seconds", (double) SECONDS)
        .put("sessions", counts("wanted", 10_000, "opened", 10_000).put("lost", 0))
        .put(
            "questions",
            counts("due", 9_000, "sent", 9_000)
                .put("answered", 9_000)
                .put("unserved", 0)
                .put("errors", new JsonObject()))
        .put("tokens", tokens(1_080_000))
        .put("latency", latency())
        .put("timeline", timeline())
        .put("server", server())
        .put(
            "model",
            new JsonObject()
                .put("ceiling_pieces_per_second", 71_400)
                .put("peak_pieces_per_second", 12_900)
                .put("near_ceiling", false)
                .put("cpu_seconds", 21.4))
        .put("lab", new JsonObject().put("cpu_seconds", 33.9).put("late_p99_ms", noise(1.2)))
        .put("gave_out", new JsonArray());
  }

  private static JsonObject machine() {
    return new JsonObject()
        .put("cores", 2)
        .put("cpu", "Example CPU @ 2.5 GHz")
        .put("memory_mb", 7_950)
        .put("os", "Linux 6.1")
        .put("java", "25.0.1");
  }

  private static JsonObject scenario() {
    return new JsonObject()
        .put("name", "steady")
        .put("sessions", 10_000)
        .put("ramp", "20s")
        .put("questions_per_second", 100)
        .put("model", new JsonObject().put("pace", 24).put("length", 120).put("first", "300ms"));
  }

  private static JsonObject counts(String one, long first, String other, long second) {
    return new JsonObject().put(one, first).put(other, second).put("refused", 0).put("failed", 0);
  }

  private static JsonObject tokens(long count) {
    JsonObject tokens = new JsonObject().put("sent", count).put("received", count);
    for (String what : "lost doubled disordered damaged foreign short_answers".split(" ")) {
      tokens.put(what, 0);
    }
    return tokens;
  }

  private JsonObject latency() {
    return new JsonObject()
        .put("connect", histogram(10_000, 2.1, 0.6))
        .put("ack", histogram(9_000, 3.4, 0.6))
        .put("cards", histogram(9_000, 11.8, 0.55))
        .put("first_token", histogram(9_000, 318, 0.12))
        .put("first_token_added", histogram(9_000, 14.6, 0.6))
        .put("gap", histogram(1_071_000, 42, 0.22))
        .put("lag", histogram(1_080_000, 1.1, 0.8))
        .put("total", histogram(9_000, 5_320, 0.06));
  }

  /** Log-normal, with a heavier end. */
  private JsonObject histogram(int count, double median, double sigma) {
    double[] samples = new double[4_000];
    for (int i = 0; i < samples.length; i++) {
      double tail = random.nextInt(300) == 0 ? 1 + 4 * random.nextDouble() : 1;
      samples[i] = median * slowness * tail * Math.exp(sigma * random.nextGaussian());
    }
    Arrays.sort(samples);
    JsonArray curve = new JsonArray();
    for (double percentile : CURVE) {
      curve.add(new JsonArray().add(percentile).add(at(samples, percentile)));
    }
    return new JsonObject()
        .put("count", count)
        .put("mean", Arrays.stream(samples).average().orElse(0))
        .put("p50", at(samples, 50))
        .put("p90", at(samples, 90))
        .put("p99", at(samples, 99))
        .put("p999", at(samples, 99.9))
        .put("max", at(samples, 100))
        .put("curve", curve);
  }

  private static double at(double[] sorted, double percentile) {
    double value = sorted[(int) Math.min(sorted.length - 1, sorted.length * percentile / 100)];
    return Math.round(value * 1000) / 1000.0;
  }

  private JsonArray timeline() {
    JsonArray timeline = new JsonArray();
    for (int t = 1; t <= SECONDS; t++) {
      double level = Math.min(1, t / 20.0);
      double stall = t == 58 ? 6 : 1;
      timeline.add(
          new JsonObject()
              .put("t", t)
              .put("due", 100)
              .put("answered", Math.round(noise(100 * Math.min(1, t / 6.0) / Math.sqrt(stall))))
              .put("tokens", Math.round(noise(12_000 * Math.min(1, t / 6.0) / stall)))
              .put("open", Math.round(10_000 * level))
              .put("streams", Math.round(noise(500 * Math.min(1, t / 6.0))))
              .put("gap_p99", noise(62 * slowness * stall))
              .put("first_token_p99", noise(390 * slowness * Math.sqrt(stall)))
              .put("server_cpu", Math.min(2, noise(0.62 * slowness * Math.min(1, t / 6.0))))
              .put("server_mb", Math.round(410 + 130 * level + 0.3 * t + 6 * random.nextGaussian()))
              .put("lab_cpu", noise(0.36))
              .put("model_cpu", noise(0.24)));
    }
    return timeline;
  }

  private JsonObject server() {
    double cpu = 55.8 * slowness;
    return new JsonObject()
        .put("pid", 4242)
        .put("cpu_seconds", cpu)
        .put("cpu_ms_per_question", noise(cpu / 9))
        .put("cpu_us_per_token", noise(cpu / 1.08))
        .put("memory_mb", new JsonObject().put("start", 402).put("end", 561).put("peak", 578))
        .put("heap_bytes_per_session", Math.round(noise(2_870)))
        .put("threads", 31)
        .put("open_files", 10_912);
  }

  private double noise(double about) {
    return Math.round(about * (1 + 0.04 * random.nextGaussian()) * 1000) / 1000.0;
  }

  /** Six contenders over five rounds, some figures missing. */
  public static JsonObject compare(long seed) {
    return new LoadSamples(seed, 1).compare();
  }

  private JsonObject compare() {
    JsonArray contenders =
        new JsonArray()
            .add(contender("rapport", "Rapport", MARK + ". As ./rapport serve starts it."))
            .add(contender("floor", "Floor", "A hand-written Netty relay: no features."))
            .add(contender("quarkus-documented", "Quarkus", "As its documentation leads one."))
            .add(contender("quarkus-tuned", "Quarkus, tuned", "Encoder threads, no spinning."))
            .add(contender("spring-documented", "Spring AI", "As its documentation leads one."))
            .add(contender("spring-tuned", "Spring AI, tuned", "Encoder threads, no spinning."));
    JsonArray measures =
        new JsonArray()
            .add(
                measure("streams_held", "Streams held", "", "more", 1900, 3600, 700, 1500, 90, 640))
            .add(
                measure("cpu_us_per_token", "CPU per token", "µs", "less", 12, 5.4, 38, 29, 61, 44))
            .add(
                measure(
                    "cpu_ms_per_question",
                    "CPU per question",
                    "ms",
                    "less",
                    6.4,
                    0.9,
                    31,
                    12.4,
                    0,
                    6.9))
            .add(
                measure(
                    "first_token_added_p99",
                    "First token, added p99",
                    "ms",
                    "less",
                    21,
                    1.3,
                    410,
                    64,
                    1900,
                    120))
            .add(
                measure(
                    "heap_bytes_per_session",
                    "Heap per session",
                    "bytes",
                    "less",
                    2870,
                    1900,
                    9400,
                    9300,
                    13_100,
                    12_900));
    measures.getJsonObject(4).remove("floor");
    return new JsonObject()
        .put("format", 1)
        .put("kind", "compare")
        .put("started", "2026-11-23T12:00:00Z")
        .put("machine", machine())
        .put("rounds", 5)
        .put("base", "rapport")
        .put("contenders", contenders)
        .put("measures", measures)
        .put(
            "notes",
            new JsonArray()
                .add(MARK + ": every figure here is made up.")
                .add("Handicap: the peers have no journal; a question of theirs is not stored.")
                .add("Spring AI: CPU per question is missing, half of its questions timed out."))
        .put(
            "gave_out",
            new JsonObject()
                .put("spring-documented", new JsonArray().add("Encoder: both cores spin."))
                .put("rapport", new JsonArray().add("CPU: both cores busy at 1,900 streams.")))
        .put("runs", new JsonArray());
  }

  private static JsonObject contender(String name, String title, String about) {
    return new JsonObject().put("name", name).put("title", title).put("about", about);
  }

  /** The contenders' figures in their order; 0: none. */
  private JsonObject measure(
      String name, String title, String unit, String better, double... figures) {
    String[] contenders = {
      "rapport", "floor", "quarkus-documented", "quarkus-tuned", "spring-documented", "spring-tuned"
    };
    JsonObject values = new JsonObject();
    for (int i = 0; i < figures.length; i++) {
      JsonArray rounds = new JsonArray();
      for (int round = 0; round < 5 && figures[i] > 0; round++) {
        rounds.add(noise(figures[i]));
      }
      values.put(contenders[i], rounds);
    }
    return new JsonObject()
        .put("name", name)
        .put("title", title)
        .put("unit", unit)
        .put("better", better)
        .put("floor", "floor")
        .put("values", values);
  }
}
