package rapport.load.report;

/** Colours of a terminal, or none. */
enum Ink {
  BOLD("1"),
  DIM("2"),
  GOOD("32"),
  BAD("31"),
  WARNING("33");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String on(String text, boolean colour) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** What others wrote may not steer the terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
