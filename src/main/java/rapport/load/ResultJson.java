package rapport.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rapport.load.Scenario.Reconnect;
import rapport.load.Scenario.SlowReaders;
import rapport.load.model.Script;
import rapport.load.model.ScriptFault;

/** Results and scenarios as JSON. */
final class ResultJson {
  private static final int FORMAT = 1;

  private ResultJson() {}

  static JsonObject of(Result result) {
    return new JsonObject()
        .put("format", FORMAT)
        .put("name", result.scenario().name())
        .put("target", result.target())
        .put("started", result.started().toString())
        .put("machine", result.machine().toJson())
        .put("scenario", scenario(result.scenario()))
        .put("seconds", round(result.seconds()))
        .put("sessions", sessions(result.sessions()))
        .put("questions", questions(result.questions()))
        .put("tokens", tokens(result.tokens()))
        .put("latency", latency(result.latency()))
        .put("timeline", array(result.timeline().stream().map(ResultJson::second).toList()))
        .put("server", server(result.server()))
        .put("model", model(result.model()))
        .put(
            "lab",
            new JsonObject()
                .put("cpu_seconds", round(result.lab().cpuSeconds()))
                .put("late_p99_ms", round(result.lab().lateMillisP99()))
                .put("machine_cpu_seconds", result.lab().machineCpuSeconds()))
        .put("gave_out", new JsonArray(result.gaveOut()));
  }

  private static JsonObject sessions(Result.Sessions sessions) {
    return new JsonObject()
        .put("wanted", sessions.wanted())
        .put("opened", sessions.opened())
        .put("refused", sessions.refused())
        .put("failed", sessions.failed())
        .put("lost", sessions.lost());
  }

  private static JsonObject questions(Result.Questioned questions) {
    JsonObject errors = new JsonObject();
    new TreeMap<>(questions.errors()).forEach(errors::put);
    return new JsonObject()
        .put("due", questions.due())
        .put("sent", questions.sent())
        .put("answered", questions.answered())
        .put("refused", questions.refused())
        .put("unserved", questions.unserved())
        .put("no_answer", questions.noAnswer())
        .put("degraded", questions.degraded())
        .put("errors", errors);
  }

  private static JsonObject tokens(Tokens tokens) {
    return new JsonObject()
        .put("accounted", tokens.accounted())
        .put("sent", tokens.sent())
        .put("received", tokens.received())
        .put("lost", tokens.lost())
        .put("doubled", tokens.doubled())
        .put("disordered", tokens.disordered())
        .put("damaged", tokens.damaged())
        .put("foreign", tokens.foreign())
        .put("short_answers", tokens.shortAnswers());
  }

  private static JsonObject latency(Latency latency) {
    return new JsonObject()
        .put("connect", spread(latency.connect()))
        .put("ack", spread(latency.ack()))
        .put("cards", spread(latency.cards()))
        .put("first_token", spread(latency.firstToken()))
        .put("first_token_added", spread(latency.firstTokenAdded()))
        .put("gap", spread(latency.gap()))
        .put("lag", spread(latency.lag()))
        .put("total", spread(latency.total()))
        .put("refusal", spread(latency.refusal()))
        .put("eviction", spread(latency.eviction()));
  }

  private static @Nullable JsonObject spread(@Nullable Spread spread) {
    if (spread == null) {
      return null;
    }
    JsonArray curve = new JsonArray();
    for (Spread.Point point : spread.curve()) {
      curve.add(new JsonArray().add(point.percentile()).add(round(point.millis())));
    }
    return new JsonObject()
        .put("count", spread.count())
        .put("mean", round(spread.mean()))
        .put("p50", round(spread.p50()))
        .put("p90", round(spread.p90()))
        .put("p99", round(spread.p99()))
        .put("p999", round(spread.p999()))
        .put("max", round(spread.max()))
        .put("curve", curve);
  }

  private static JsonObject second(Second second) {
    return new JsonObject()
        .put("t", second.t())
        .put("due", second.due())
        .put("answered", second.answered())
        .put("tokens", second.tokens())
        .put("open", second.open())
        .put("streams", second.streams())
        .put("gap_p99", round(second.gapP99()))
        .put("first_token_p99", round(second.firstTokenP99()))
        .put("server_cpu", round(second.serverCpu()))
        .put("server_mb", second.serverMegabytes())
        .put("lab_cpu", round(second.labCpu()))
        .put("model_cpu", round(second.modelCpu()));
  }

  private static @Nullable JsonObject server(Result.@Nullable Server server) {
    if (server == null) {
      return null;
    }
    return new JsonObject()
        .put("pid", server.pid())
        .put("cpu_seconds", round(server.cpuSeconds()))
        .put("database_cpu_seconds", round(server.databaseCpuSeconds()))
        .put("cpu_ms_per_question", round(server.cpuMillisPerQuestion()))
        .put("cpu_us_per_token", round(server.cpuMicrosPerToken()))
        .put(
            "memory_mb",
            new JsonObject()
                .put("start", server.startMegabytes())
                .put("end", server.endMegabytes())
                .put("peak", server.peakMegabytes()))
        .put("heap_bytes_per_session", round(server.heapBytesPerSession()))
        .put("threads", server.threads())
        .put("open_files", server.openFiles());
  }

  private static @Nullable JsonObject model(Result.@Nullable Model model) {
    if (model == null) {
      return null;
    }
    return new JsonObject()
        .put("ceiling_pieces_per_second", round(model.ceiling()))
        .put("peak_pieces_per_second", round(model.peakPiecesPerSecond()))
        .put("near_ceiling", model.nearCeiling())
        .put("cpu_seconds", round(model.cpuSeconds()));
  }

  private static JsonObject scenario(Scenario scenario) {
    JsonObject json =
        new JsonObject()
            .put("name", scenario.name())
            .put("about", scenario.about())
            .put("sessions", scenario.sessions())
            .put("connect_rate", scenario.connectRate())
            .put("warmup_s", seconds(scenario.warmup()))
            .put("load", array(scenario.load().stream().map(ResultJson::stage).toList()))
            .put("time_limit_s", seconds(scenario.timeLimit()))
            .put("seed", scenario.seed())
            .put("source_addresses", scenario.sources())
            .put("deflate", scenario.deflate())
            .put("heap_slope", scenario.heapSlope());
    SlowReaders slow = scenario.slow();
    if (slow != null) {
      json.put(
          "slow_readers",
          new JsonObject()
              .put("share", slow.share())
              .put("stop_s", seconds(slow.stop()))
              .put("bytes_per_second", slow.bytesPerSecond()));
    }
    Reconnect reconnect = scenario.reconnect();
    if (reconnect != null) {
      json.put(
          "reconnect",
          new JsonObject()
              .put("at_s", seconds(reconnect.at()))
              .put("within_s", seconds(reconnect.within())));
    }
    if (!scenario.untilGap().isZero()) {
      json.put("until_gap_s", seconds(scenario.untilGap()));
    }
    return json.put("model", script(scenario.model()));
  }

  private static JsonObject stage(Stage stage) {
    JsonObject json = new JsonObject().put("for_s", seconds(stage.length()));
    return stage.streams() > 0
        ? json.put("streams", stage.streams()).put("think_s", seconds(stage.think()))
        : json.put("from", stage.from()).put("to", stage.to());
  }

  private static JsonObject script(Script script) {
    return new JsonObject()
        .put("first_token_ms", script.firstTokenMillis())
        .put("pace", script.pace())
        .put("tokens", script.tokens())
        .put("jitter", script.jitter())
        .put("faults", array(script.faults().stream().map(ResultJson::fault).toList()));
  }

  private static JsonObject fault(ScriptFault fault) {
    return new JsonObject()
        .put("kind", fault.kind().name().toLowerCase(java.util.Locale.ROOT))
        .put("piece", fault.piece())
        .put("for_ms", fault.millis())
        .put("status", fault.status())
        .put("share", fault.share())
        .put("text", fault.text());
  }

  private static double seconds(java.time.Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static JsonArray array(java.util.List<JsonObject> objects) {
    return new JsonArray(objects);
  }

  /** To thousandths. */
  private static @Nullable Double round(@Nullable Double number) {
    return number == null ? null : Double.valueOf(Math.round(number * 1e3) / 1e3);
  }
}
