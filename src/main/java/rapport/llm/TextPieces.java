package rapport.llm;

/**
 * Pieces of text on their way, joined into well-formed UTF-16. Some servers cut an emoji into two
 * pieces, one surrogate each: the first half waits for the second, and a half that stays alone
 * becomes U+FFFD, once.
 */
final class TextPieces {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char NONE = 0;

  private final StringBuilder text = new StringBuilder();
  private char firstHalf = NONE;

  void add(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  /** Nothing follows. */
  void end() {
    if (firstHalf != NONE) {
      text.append(REPLACEMENT);
      firstHalf = NONE;
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** What has come since the last time. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  private void add(char c) {
    if (firstHalf != NONE && Character.isLowSurrogate(c)) {
      text.append(firstHalf).append(c);
      firstHalf = NONE;
      return;
    }
    end();
    if (Character.isHighSurrogate(c)) {
      firstHalf = c;
    } else {
      text.append(Character.isLowSurrogate(c) ? REPLACEMENT : c);
    }
  }
}
