package rapport.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** JSON answers. */
final class Json {
  private Json() {}

  static void ok(RoutingContext routing, JsonObject json) {
    answer(routing, 200, json);
  }

  static void answer(RoutingContext routing, int status, JsonObject json) {
    routing
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(json.toBuffer());
  }
}
