package rapport.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Failures to answers: {@code {"error":{"code","message"}}}. */
final class HttpErrors implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

  private final Consumer<Fault> count;

  private HttpErrors(Consumer<Fault> count) {
    this.count = count;
  }

  /**
   * @param count is told of every failure that is answered
   */
  static void addTo(Router router, Consumer<Fault> count) {
    HttpErrors errors = new HttpErrors(count);
    router.route().failureHandler(errors);
    for (int status : new int[] {400, 404, 405, 413, 500}) {
      router.errorHandler(status, errors);
    }
  }

  /** Netty could not read this request. */
  static void unreadable(HttpServerRequest request) {
    GatewayException failure =
        request.decoderResult().cause() instanceof TooLongHttpLineException
                || request.decoderResult().cause() instanceof TooLongHttpHeaderException
            ? new GatewayException(Fault.TOO_LARGE, "the request line or its headers are too long")
            : new GatewayException(Fault.BAD_REQUEST, "this is not an HTTP request");
    request
        .response()
        .setStatusCode(failure.fault().httpStatus())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(body(failure).toBuffer())
        .onComplete(sent -> request.connection().close());
  }

  private static JsonObject body(GatewayException failure) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("code", failure.fault().code())
                .put("message", failure.getMessage()));
  }

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
    count.accept(failure.fault());
    int status = failure.fault().httpStatus();
    answer(routing, failure, routing.statusCode() == 405 ? 405 : status);
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

  private static void answer(RoutingContext routing, GatewayException failure, int status) {
    if (routing.response().ended()) {
      return;
    }
    failure
        .retryAfter()
        .ifPresent(after ->
            routing
                .response()
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds() + 1)));
    routing
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(body(failure).toBuffer());
  }
}
