package rapport.socket;

/** The close codes of the protocol. */
enum CloseCode {
  DONE(1000, ""),
  PROTOCOL(1002, "protocol error"),
  BINARY(1003, "frames are text"),
  BAD_UTF8(1007, "text is not UTF-8"),
  TOO_BIG(1009, "larger than 64 KiB"),
  RESTARTING(1012, "restarting: reconnect"),
  OVERLOADED(1013, "overloaded: back off"),
  BAD_REQUESTS(4000, "too many bad requests"),
  NO_HELLO(4001, "no hello in time"),
  NOT_ALLOWED(4003, "not allowed"),
  TOO_SLOW(4101, "too slow a reader");

  final int code;
  final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }
}
