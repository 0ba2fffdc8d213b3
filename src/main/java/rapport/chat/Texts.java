package rapport.chat;

/** Text that survives a way through UTF-8 and PostgreSQL unchanged. */
public final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /**
   * {@code text} without U+0000, which PostgreSQL cannot hold, and with half surrogate pairs
   * replaced.
   */
  public static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0' || Character.isSurrogate(c)) {
        return rewritten(text);
      }
    }
    return text;
  }

  private static String rewritten(String text) {
    StringBuilder rewritten = new StringBuilder(text.length());
    text.codePoints()
        .filter(codePoint -> codePoint != 0)
        .map(codePoint -> isHalfPair(codePoint) ? REPLACEMENT : codePoint)
        .forEach(rewritten::appendCodePoint);
    return rewritten.toString();
  }

  private static boolean isHalfPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The greatest cut at or before {@code length} that does not split a surrogate pair. */
  public static int cut(CharSequence text, int length) {
    int cut = Math.clamp(length, 0, text.length());
    return cut > 0 && cut < text.length() && Character.isHighSurrogate(text.charAt(cut - 1))
        ? cut - 1
        : cut;
  }
}
