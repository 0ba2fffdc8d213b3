package rapport.eval;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What {@code GET /v1/search} answers, as far as it is measured. */
public final class SearchAnswer {
  private SearchAnswer() {}

  /**
   * @param kind {@code products} or {@code faqs}
   * @return empty when {@code body} is something else
   */
  public static Optional<Search.Found> found(String body, String kind, double millis) {
    try {
      JsonObject json = new JsonObject(body);
      List<String> rows =
          json.getJsonArray(kind).stream()
              .map(row -> Objects.requireNonNull(((JsonObject) row).getString("id")))
              .toList();
      return Optional.of(new Search.Found(rows, millis, json.getString("degraded")));
    } catch (RuntimeException somethingElse) {
      return Optional.empty();
    }
  }

  /** The message of an answer that is an error; empty when {@code body} is something else. */
  public static Optional<String> error(String body) {
    try {
      return Optional.ofNullable(new JsonObject(body).getJsonObject("error").getString("message"));
    } catch (RuntimeException somethingElse) {
      return Optional.empty();
    }
  }
}
