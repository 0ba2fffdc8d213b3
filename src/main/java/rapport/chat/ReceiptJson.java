package rapport.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The JSON of a {@link Receipt}. */
public final class ReceiptJson {
  private ReceiptJson() {}

  public static JsonObject write(Receipt receipt) {
    JsonObject json =
        new JsonObject()
            .put("language", receipt.language().code())
            .put("understood", UnderstandingJson.write(receipt.understood()))
            .put(
                "candidates",
                new JsonObject()
                    .put("products", candidates(receipt.products()))
                    .put("faqs", candidates(receipt.faqs())))
            .put("prompt_sha256", receipt.promptHash())
            .put(
                "timing",
                new JsonObject()
                    .put("encode_ms", rounded(receipt.encodeMillis()))
                    .put("search_ms", rounded(receipt.searchMillis()))
                    .put("prompt_ms", rounded(receipt.promptMillis())));
    return receipt.degraded() == null ? json : json.put("degraded", receipt.degraded());
  }

  private static JsonArray candidates(List<Candidate> candidates) {
    JsonArray array = new JsonArray();
    candidates.forEach(candidate -> array.add(candidate(candidate)));
    return array;
  }

  private static JsonObject candidate(Candidate candidate) {
    JsonObject json =
        new JsonObject().put("id", candidate.id()).put("score", rounded(candidate.score()));
    Double similarity = candidate.similarity();
    if (similarity != null) {
      json.put("similarity", rounded(similarity));
    }
    return json.put("words", rounded(candidate.words())).put("merit", rounded(candidate.merit()));
  }

  /** Four decimals: more is noise in scores and milliseconds. */
  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
