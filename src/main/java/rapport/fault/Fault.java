package rapport.fault;

/** The error codes of the protocol. */
public enum Fault {
  BAD_REQUEST("bad_request", 400, false),
  TOO_LARGE("too_large", 413, false),
  UNAUTHENTICATED("unauthenticated", 401, false),
  FORBIDDEN("forbidden", 403, false),
  NOT_FOUND("not_found", 404, false),
  CONFLICT("conflict", 409, false),
  BUSY("busy", 409, true),
  RATE_LIMITED("rate_limited", 429, true),
  OVERLOADED("overloaded", 503, true),
  UNAVAILABLE("unavailable", 503, true),
  UPSTREAM_FAILED("upstream_failed", 502, true),
  TIMEOUT("timeout", 504, true),
  INTERNAL("internal", 500, false);

  private final String code;
  private final int httpStatus;
  private final boolean retryable;

  Fault(String code, int httpStatus, boolean retryable) {
    this.code = code;
    this.httpStatus = httpStatus;
    this.retryable = retryable;
  }

  /** The word on the wire. */
  public String code() {
    return code;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** Whether the same request may succeed later, unchanged. */
  public boolean retryable() {
    return retryable;
  }
}
