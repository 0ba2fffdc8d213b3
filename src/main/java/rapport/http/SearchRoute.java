package rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.chat.RecordJson;
import rapport.chat.Texts;
import rapport.limit.Permit;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;
import rapport.session.Admission;

/** {@code GET /v1/search}: the retrieval step alone, as far as the chat's questions leave room. */
final class SearchRoute implements Handler<RoutingContext> {
  private static final int ROWS = 6;
  private static final int MOST_ROWS = 100;

  private final Retriever retriever;
  private final Admission admission;

  SearchRoute(Retriever retriever, Admission admission) {
    this.retriever = retriever;
    this.admission = admission;
  }

  @Override
  public void handle(RoutingContext routing) {
    Query query = query(routing);
    Permit permit = admission.lookup(partyOf(routing.request()));
    long started = System.nanoTime();
    // Also a search that fails before it has begun gives its room back.
    Future.succeededFuture(query)
        .compose(retriever::retrieve)
        .onComplete(done -> permit.release())
        .map(retrieved -> json(query, retrieved, (System.nanoTime() - started) / 1e6))
        .onSuccess(json -> Json.ok(routing, json))
        .onFailure(routing::fail);
  }

  private String partyOf(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    return admission.party(remote == null ? null : remote.hostAddress(), request.headers()::getAll);
  }

  private static Query query(RoutingContext routing) {
    String text = Texts.storable(String.valueOf(text(routing, "q", "")));
    if (text.isBlank() || text.length() > Question.LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "q: " + text.length() + " characters (expected: 1 to " + Question.LONGEST_TEXT + ")");
    }
    String locale = text(routing, "locale", null);
    long rows = number(routing, "k", (long) ROWS);
    if (rows < 1 || rows > MOST_ROWS) {
      throw new IllegalArgumentException("k: " + rows + " (expected: 1 to " + MOST_ROWS + ")");
    }
    return Query.alone(
        text, filter(routing), locale == null ? null : Language.of(locale), (int) rows, (int) rows);
  }

  private static Filter filter(RoutingContext routing) {
    return new Filter(
        optionalNumber(routing, "min_price"),
        optionalNumber(routing, "max_price"),
        text(routing, "brand", null),
        text(routing, "category", null),
        flag(routing, "in_stock"));
  }

  private static JsonObject json(Query query, Retrieved retrieved, double millis) {
    JsonObject json =
        new JsonObject()
            .put("query", query.text())
            .put("locale", retrieved.language().code())
            .put("took_ms", Math.round(millis * 1_000) / 1_000.0);
    return RecordJson.sources(json, retrieved.sources());
  }

  private static @Nullable String text(
      RoutingContext routing, String name, @Nullable String otherwise) {
    String value = routing.request().getParam(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private static long number(RoutingContext routing, String name, Long otherwise) {
    Long number = optionalNumber(routing, name);
    return number == null ? otherwise : number;
  }

  private static @Nullable Long optionalNumber(RoutingContext routing, String name) {
    String text = text(routing, name, null);
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + text + " (expected: a whole number)", e);
    }
  }

  private static @Nullable Boolean flag(RoutingContext routing, String name) {
    String text = text(routing, name, null);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new IllegalArgumentException(name + ": " + text + " (expected: true or false)");
    };
  }
}
