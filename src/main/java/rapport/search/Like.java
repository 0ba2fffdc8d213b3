package rapport.search;

/** Text inside a {@code like} pattern. */
final class Like {
  private Like() {}

  /** {@code text} so that its {@code %}, {@code _} and {@code \} mean themselves. */
  static String literal(String text) {
    return text.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
