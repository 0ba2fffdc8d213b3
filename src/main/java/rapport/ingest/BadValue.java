package rapport.ingest;

/** A value of a row that cannot be taken. Rejects the row; expected, so without a stack trace. */
final class BadValue extends RuntimeException {
  private static final int LONGEST_SHOWN = 80;

  BadValue(String field, Object value, String expected) {
    this(field + ": " + shown(value) + " (expected: " + expected + ")");
  }

  BadValue(String message) {
    super(message, null, false, false);
  }

  private static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("[\\s\\p{Z}\\p{C}]+", " ").strip();
    return text.length() <= LONGEST_SHOWN ? text : PlainText.cut(text, LONGEST_SHOWN) + "…";
  }
}
