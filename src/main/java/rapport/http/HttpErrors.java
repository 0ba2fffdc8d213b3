package rapport.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Failures to answers: {@code {"error":{"code","message"}}}. */
final class HttpErrors implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

  @Override
  public void handle(RoutingContext routing) {
    Throwable cause = routing.failure();
    GatewayException failure =
        cause instanceof HttpException || cause == null
            ? ofStatus(routing.statusCode())
            : of(cause);
    if (failure.fault() == Fault.INTERNAL) {
      log.error("{} {}", routing.request().method(), routing.request().path(), failure);
    }
    answer(routing, failure);
  }

  private static GatewayException of(Throwable cause) {
    return cause instanceof IllegalArgumentException wrong
        ? new GatewayException(Fault.BAD_REQUEST, String.valueOf(wrong.getMessage()))
        : GatewayException.of(cause);
  }

  private static GatewayException ofStatus(int status) {
    return switch (status) {
      case 404 -> new GatewayException(Fault.NOT_FOUND, "there is nothing here");
      case 405 -> new GatewayException(Fault.BAD_REQUEST, "not with this method");
      case 413 -> new GatewayException(Fault.TOO_LARGE, "the body is too large");
      case 500 -> new GatewayException(Fault.INTERNAL, "something went wrong on our side");
      default -> new GatewayException(Fault.BAD_REQUEST, "this request cannot be read");
    };
  }

  static void answer(RoutingContext routing, GatewayException failure) {
    if (routing.response().ended()) {
      return;
    }
    JsonObject error =
        new JsonObject().put("code", failure.fault().code()).put("message", failure.getMessage());
    failure
        .retryAfter()
        .ifPresent(after ->
            routing
                .response()
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds() + 1)));
    routing
        .response()
        .setStatusCode(failure.fault().httpStatus())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(new JsonObject().put("error", error).toBuffer());
  }
}
