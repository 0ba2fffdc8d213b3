package rapport.eval;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Runs as JSON. Means and times are written for readers; they are computed again when read. */
public final class RunJson {
  /** What tells these files from others, and their shape from later ones. */
  private static final String MARK = "rapport_eval";

  private static final int VERSION = 1;

  private RunJson() {}

  /**
   * One line.
   *
   * @param comparison with an earlier run, or null
   */
  public static String write(Run run, @Nullable Comparison comparison) {
    JsonObject json = setup(run);
    json.put("means", means(run)).put("including_without_relevant", meansOfAll(run));
    json.put("timing_ms", times(run.times()));
    json.put("notes", new JsonArray(run.notes()));
    if (comparison != null) {
      json.put("comparison", ComparisonJson.of(comparison));
    }
    return json.put("queries", array(run.queries().stream().map(RunJson::query).toList())).encode();
  }

  private static JsonObject setup(Run run) {
    Setup setup = run.setup();
    return new JsonObject()
        .put(MARK, VERSION)
        .put("at", run.at().toString())
        .put("kind", setup.kind())
        .put("locale", setup.locale())
        .put("where", setup.where())
        .put("query_file", setup.queries())
        .put("judgement_file", setup.judgements())
        .put("rows", Search.ROWS)
        .put("asked", run.queries().size())
        .put("scored", run.scored().size());
  }

  private static JsonObject means(Run run) {
    JsonObject means = new JsonObject();
    for (Measure measure : Measure.values()) {
      means.put(measure.key(), estimate(run.estimate(measure)));
    }
    return means;
  }

  private static JsonObject meansOfAll(Run run) {
    JsonObject means = new JsonObject();
    for (Measure measure : Measure.values()) {
      means.put(measure.key(), run.meanOfAll(measure));
    }
    return means;
  }

  static JsonObject estimate(Estimate estimate) {
    return new JsonObject()
        .put("mean", estimate.mean())
        .put("low", estimate.low())
        .put("high", estimate.high());
  }

  static JsonObject times(Times times) {
    return new JsonObject()
        .put("p50", times.p50())
        .put("p99", times.p99())
        .put("mean", times.mean());
  }

  private static JsonObject query(Scored query) {
    JsonObject json =
        new JsonObject()
            .put("id", query.id())
            .put("text", query.text())
            .put("judgements", query.judgements())
            .put("relevant", query.relevant())
            .put("judged", query.judged());
    query.scores().forEach((measure, score) -> json.put(measure.key(), score));
    return json.put("ms", query.millis()).put("top", new JsonArray(query.top()));
  }

  static JsonArray array(List<JsonObject> objects) {
    return new JsonArray(objects);
  }

  /**
   * A run that was written before.
   *
   * @throws GatewayException when the file cannot be read or is something else
   */
  public static Run read(Path file) {
    try {
      JsonObject json = new JsonObject(Files.readString(file));
      if (VERSION == json.getInteger(MARK, 0)) {
        return run(json);
      }
    } catch (CharacterCodingException e) {
      throw foreign(file, e);
    } catch (IOException e) {
      throw new GatewayException(Fault.NOT_FOUND, file + ": no such file, or not readable", e);
    } catch (RuntimeException somethingElse) {
      throw foreign(file, somethingElse);
    }
    throw foreign(file, null);
  }

  private static GatewayException foreign(Path file, @Nullable Exception cause) {
    return new GatewayException(
        Fault.BAD_REQUEST,
        file + ": not a report of this command (expected: what --report or --json wrote)",
        cause);
  }

  private static Run run(JsonObject json) {
    Setup setup =
        new Setup(
            required(json.getString("kind")),
            json.getString("locale"),
            required(json.getString("where")),
            required(json.getString("query_file")),
            json.getString("judgement_file"));
    return new Run(
        setup,
        Instant.parse(required(json.getString("at"))),
        json.getJsonArray("queries").stream().map(each -> scored((JsonObject) each)).toList(),
        List.of());
  }

  private static Scored scored(JsonObject json) {
    Map<Measure, Double> scores = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      scores.put(measure, required(json.getDouble(measure.key())));
    }
    return new Scored(
        required(json.getString("id")),
        required(json.getString("text")),
        required(json.getString("judgements")),
        json.getInteger("relevant"),
        json.getInteger("judged"),
        scores,
        json.getDouble("ms"),
        json.getJsonArray("top").stream().map(String.class::cast).collect(Collectors.toList()));
  }

  private static <T> T required(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
