package rapport.openai;

import rapport.fault.Fault;

/** A field of a request that cannot be taken as it is. Expected, so without a stack trace. */
final class BadField extends RuntimeException {
  private final Fault fault;
  private final String field;

  BadField(Fault fault, String field, String message) {
    super(field + ": " + message, null, false, false);
    this.fault = fault;
    this.field = field;
  }

  BadField(String field, String found, String expected) {
    this(Fault.BAD_REQUEST, field, found + " (expected: " + expected + ")");
  }

  Fault fault() {
    return fault;
  }

  /** As OpenAI's {@code param} names it. */
  String field() {
    return field;
  }
}
