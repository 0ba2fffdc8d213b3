package rapport.openai;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * A failure in OpenAI's shape: {@code {"error":{"message","type","param","code"}}}.
 *
 * @param field the field of the request that is to blame, or null
 */
record Problem(GatewayException failure, int status, @Nullable String field) {
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVER_ERRORS = 500;

  static Problem of(Throwable cause) {
    if (cause instanceof BadField bad) {
      return of(new GatewayException(bad.fault(), String.valueOf(bad.getMessage())), bad.field());
    }
    return of(GatewayException.of(cause), null);
  }

  private static Problem of(GatewayException failure, @Nullable String field) {
    return new Problem(failure, failure.fault().httpStatus(), field);
  }

  static Problem wrongMethod() {
    return new Problem(
        new GatewayException(Fault.BAD_REQUEST, "not with this method"), METHOD_NOT_ALLOWED, null);
  }

  JsonObject json() {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("message", failure.getMessage())
                .put("type", type())
                .put("param", field)
                .put("code", code()));
  }

  private String type() {
    if (failure.fault() == Fault.RATE_LIMITED) {
      return "rate_limit_error";
    }
    return status >= SERVER_ERRORS ? "server_error" : "invalid_request_error";
  }

  /** OpenAI's own word where it has one that clients look for. */
  private String code() {
    return switch (failure.fault()) {
      case UNAUTHENTICATED -> "invalid_api_key";
      case NOT_FOUND -> "model".equals(field) ? "model_not_found" : failure.fault().code();
      default -> failure.fault().code();
    };
  }
}
