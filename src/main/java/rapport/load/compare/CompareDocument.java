package rapport.load.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rapport.load.Machine;
import rapport.load.Result;

/** What the rounds showed, growing; as JSON, {@code "kind": "compare"}, {@code "format": 1}. */
final class CompareDocument {
  private final Instant started = Instant.now();
  private final List<Contender> contenders;
  private final int rounds;
  private final List<String> notes;
  private final Map<Measure, Map<Contender, List<Double>>> values = new EnumMap<>(Measure.class);
  private final Map<Contender, Set<String>> gaveOut = new EnumMap<>(Contender.class);
  private final List<Result> runs = new ArrayList<>();

  CompareDocument(List<Contender> contenders, int rounds, List<String> notes) {
    this.contenders = List.copyOf(contenders);
    this.rounds = rounds;
    this.notes = List.copyOf(notes);
  }

  void measured(Contender contender, Measure measure, double value) {
    values
        .computeIfAbsent(measure, each -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, each -> new ArrayList<>())
        .add(value);
  }

  void gaveOut(Contender contender, String sentence) {
    gaveOut.computeIfAbsent(contender, each -> new LinkedHashSet<>()).add(sentence);
  }

  void ran(Result result) {
    runs.add(result);
  }

  JsonObject toJson() {
    JsonObject complaints = new JsonObject();
    gaveOut.forEach((contender, sentences) ->
        complaints.put(contender.id(), new JsonArray(List.copyOf(sentences))));
    JsonArray documents = new JsonArray();
    runs.forEach(run -> documents.add(run.toJson()));
    return new JsonObject()
        .put("format", 1)
        .put("kind", "compare")
        .put("started", started.toString())
        .put("machine", Machine.here().toJson())
        .put("rounds", rounds)
        .put("base", base().id())
        .put("contenders", contenders())
        .put("measures", measures())
        .put("notes", new JsonArray(notes))
        .put("gave_out", complaints)
        .put("runs", documents);
  }

  /** Ours, where it is among them. */
  private Contender base() {
    return contenders.contains(Contender.RAPPORT) ? Contender.RAPPORT : contenders.getFirst();
  }

  private JsonArray contenders() {
    JsonArray array = new JsonArray();
    contenders.forEach(each ->
        array.add(
            new JsonObject()
                .put("name", each.id())
                .put("title", each.title())
                .put("about", each.about())
                .put("floor", each.isFloor())));
    return array;
  }

  private JsonArray measures() {
    JsonArray array = new JsonArray();
    values.forEach((measure, byContender) -> {
      JsonObject lists = new JsonObject();
      byContender.forEach((contender, list) -> lists.put(contender.id(), new JsonArray(list)));
      JsonObject compared =
          new JsonObject()
              .put("name", measure.id())
              .put("title", measure.title())
              .put("unit", measure.unit())
              .put("better", measure.moreIsBetter() ? "more" : "less")
              .put("values", lists);
      if (contenders.contains(Contender.FLOOR)) {
        compared.put("floor", Contender.FLOOR.id());
      }
      array.add(compared);
    });
    return array;
  }
}
