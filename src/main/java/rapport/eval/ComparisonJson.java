package rapport.eval;

import io.vertx.core.json.JsonObject;
import rapport.eval.Comparison.Difference;
import rapport.eval.Comparison.Pair;

/** A comparison as JSON. */
final class ComparisonJson {
  private ComparisonJson() {}

  static JsonObject of(Comparison comparison) {
    JsonObject means = new JsonObject();
    comparison
        .differences()
        .forEach((measure, difference) -> means.put(measure.key(), difference(difference)));
    int all = comparison.pairs().size();
    return new JsonObject()
        .put("with", comparison.file())
        .put("at", comparison.before().at().toString())
        .put("where", comparison.before().setup().where())
        .put("locale", comparison.before().setup().locale())
        .put("common", all)
        .put("not_compared", comparison.notCompared())
        .put("means", means)
        .put("timing_ms", RunJson.times(comparison.before().times()))
        .put(
            "changed",
            RunJson.array(comparison.mostChanged(all).stream().map(ComparisonJson::pair).toList()));
  }

  private static JsonObject difference(Difference difference) {
    return new JsonObject()
        .put("then", difference.then())
        .put("now", difference.now())
        .put("difference", RunJson.estimate(difference.change()))
        .put("p", difference.p());
  }

  private static JsonObject pair(Pair pair) {
    return new JsonObject()
        .put("id", pair.now().id())
        .put("text", pair.now().text())
        .put("then", pair.then().score(Measure.NDCG_10))
        .put("now", pair.now().score(Measure.NDCG_10));
  }
}
