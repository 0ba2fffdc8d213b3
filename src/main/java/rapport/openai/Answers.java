package rapport.openai;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** HTTP answers that are one JSON object. */
final class Answers {
  private static final String TYPE = "application/json; charset=utf-8";

  private Answers() {}

  static Future<Void> ok(HttpServerResponse response, JsonObject json) {
    return response.putHeader(HttpHeaders.CONTENT_TYPE, TYPE).end(json.toBuffer());
  }

  /** With what OpenAI's clients go by when they try again. */
  static Future<Void> fail(HttpServerResponse response, Problem problem) {
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    problem.failure().retryAfter().ifPresent(after -> retryAfter(response, after));
    return response
        .setStatusCode(problem.status())
        .putHeader("x-should-retry", Boolean.toString(problem.failure().fault().retryable()))
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .end(problem.json().toBuffer());
  }

  private static void retryAfter(HttpServerResponse response, Duration after) {
    response
        .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds() + 1))
        .putHeader("retry-after-ms", Long.toString(after.toMillis()));
  }
}
