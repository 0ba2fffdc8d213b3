package rapport.load.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param target the system that was measured
 * @param started an instant, as it was written
 * @param seconds of the measured part
 * @param latency in milliseconds, without those that have no samples
 * @param server null when its process was not known
 * @param model null when the model was not the lab's
 * @param gaveOut what gave out first, and warnings; empty when nothing did
 */
public record Result(
    String name,
    String target,
    String started,
    Machine machine,
    Scenario scenario,
    double seconds,
    Sessions sessions,
    Questions questions,
    Tokens tokens,
    Map<Latency, Histogram> latency,
    Timeline timeline,
    @Nullable Server server,
    @Nullable Model model,
    @Nullable Lab lab,
    List<String> gaveOut)
    implements Document {

  static Result of(Fields fields) {
    Fields server = fields.objectOrNull("server");
    Fields model = fields.objectOrNull("model");
    Fields lab = fields.objectOrNull("lab");
    return new Result(
        fields.text("name"),
        fields.text("target"),
        fields.text("started"),
        Machine.of(fields.object("machine")),
        Scenario.of(fields.object("scenario")),
        fields.number("seconds"),
        Sessions.of(fields.object("sessions")),
        Questions.of(fields.object("questions")),
        Tokens.of(fields.object("tokens")),
        latencies(fields.object("latency")),
        Timeline.of(fields.objects("timeline")),
        server == null ? null : Server.of(server),
        model == null ? null : Model.of(model),
        lab == null ? null : Lab.of(lab),
        List.copyOf(fields.texts("gave_out")));
  }

  private static Map<Latency, Histogram> latencies(Fields fields) {
    Map<Latency, Histogram> latencies = new LinkedHashMap<>();
    for (Latency latency : Latency.values()) {
      Fields histogram = fields.objectOrNull(latency.key());
      if (histogram != null) {
        latencies.put(latency, Histogram.of(histogram));
      }
    }
    return latencies;
  }

  @Override
  public String text(boolean colour) {
    return ResultText.of(this, colour);
  }

  @Override
  public String html() {
    return ResultPage.of(this);
  }

  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("cpu_ms_per_question", cpuPerQuestion());
    figures.put("tokens_per_answer", tokensPerAnswer());
    figures.put("heap_bytes_per_session", heapPerSession());
    figures.put("process_mb", server == null ? Double.NaN : server.memoryStart);
    figures.values().removeIf(value -> !Double.isFinite(value));
    return figures;
  }

  /** Questions that were answered, a second of the measured part. */
  double answeredPerSecond() {
    return questions.answered / seconds;
  }

  double tokensPerSecond() {
    return tokens.received / seconds;
  }

  double tokensPerAnswer() {
    return (double) tokens.received / questions.answered;
  }

  /** A percentile by its name; not a number without samples. */
  double at(Latency which, double percentile) {
    Histogram histogram = latency.get(which);
    return histogram == null ? Double.NaN : histogram.at(percentile);
  }

  /** Not a number when the process was not known. */
  double cpuPerToken() {
    return server == null ? Double.NaN : server.cpuMicrosPerToken;
  }

  double cpuPerQuestion() {
    return server == null ? Double.NaN : server.cpuMillisPerQuestion;
  }

  double heapPerSession() {
    return server == null ? Double.NaN : server.heapBytesPerSession;
  }

  double peakMemory() {
    return server == null ? Double.NaN : server.memoryPeak;
  }

  /**
   * @param lost closed by the server before the end
   */
  record Sessions(long wanted, long opened, long refused, long failed, long lost) {
    static Sessions of(Fields fields) {
      return new Sessions(
          fields.count("wanted"),
          fields.count("opened"),
          fields.count("refused"),
          fields.count("failed"),
          fields.count("lost"));
    }
  }

  /**
   * @param unserved due but no free session, or no end within the time limit
   * @param errors how many of each code
   */
  record Questions(
      long due, long sent, long answered, long refused, long unserved, Map<String, Long> errors) {
    static Questions of(Fields fields) {
      Map<String, Long> errors = new LinkedHashMap<>();
      Fields codes = fields.objectOrNull("errors");
      if (codes != null) {
        codes.names().forEach(code -> errors.put(code, codes.count(code)));
      }
      return new Questions(
          fields.count("due"),
          fields.count("sent"),
          fields.count("answered"),
          fields.count("refused"),
          fields.count("unserved"),
          errors);
    }

    long failed() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Pieces of answers, each accounted for. */
  record Tokens(
      long sent,
      long received,
      long lost,
      long doubled,
      long disordered,
      long damaged,
      long foreign,
      long shortAnswers) {
    static Tokens of(Fields fields) {
      return new Tokens(
          fields.count("sent"),
          fields.count("received"),
          fields.count("lost"),
          fields.count("doubled"),
          fields.count("disordered"),
          fields.count("damaged"),
          fields.count("foreign"),
          fields.count("short_answers"));
    }

    boolean allThere() {
      return lost + doubled + disordered + damaged + foreign + shortAnswers == 0;
    }
  }

  /** The process that was measured; memory in megabytes, what is unknown is not a number. */
  record Server(
      double cpuSeconds,
      double databaseCpuSeconds,
      double cpuMillisPerQuestion,
      double cpuMicrosPerToken,
      double memoryStart,
      double memoryEnd,
      double memoryPeak,
      double heapBytesPerSession,
      double threads,
      double openFiles) {
    static Server of(Fields fields) {
      Fields memory = fields.object("memory_mb");
      return new Server(
          fields.number("cpu_seconds"),
          fields.numberIfAny("database_cpu_seconds"),
          fields.numberIfAny("cpu_ms_per_question"),
          fields.numberIfAny("cpu_us_per_token"),
          memory.numberIfAny("start"),
          memory.numberIfAny("end"),
          memory.numberIfAny("peak"),
          fields.numberIfAny("heap_bytes_per_session"),
          fields.numberIfAny("threads"),
          fields.numberIfAny("open_files"));
    }
  }

  /** The scripted model; pieces a second. */
  record Model(double ceiling, double peak, boolean nearCeiling, double cpuSeconds) {
    static Model of(Fields fields) {
      return new Model(
          fields.numberIfAny("ceiling_pieces_per_second"),
          fields.numberIfAny("peak_pieces_per_second"),
          fields.flag("near_ceiling"),
          fields.numberIfAny("cpu_seconds"));
    }
  }

  /** The lab itself. */
  record Lab(double cpuSeconds, double lateP99) {
    static Lab of(Fields fields) {
      return new Lab(fields.numberIfAny("cpu_seconds"), fields.numberIfAny("late_p99_ms"));
    }
  }
}
