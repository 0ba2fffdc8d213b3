package rapport.chat;

/** Text as JSON writes it, for what is written too often to make a tree of. */
public final class JsonText {
  private JsonText() {}

  /** JSON's escapes, RFC 8259 §7: the quotation mark, the backslash, and what is below U+0020. */
  public static void escape(String text, StringBuilder json) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c >= ' ') {
        json.append(c);
      } else if (c == '\n') {
        json.append("\\n");
      } else {
        json.append("\\u00").append(c < 16 ? '0' : '1').append("0123456789abcdef".charAt(c & 15));
      }
    }
  }
}
