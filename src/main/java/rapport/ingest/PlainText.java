package rapport.ingest;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Texts as the catalogue keeps them: no markup, no entities, no control characters, no U+0000, no
 * half surrogate pairs. Emoji, joiners and right-to-left text stay; what only reorders or hides
 * text (bidirectional overrides, tag characters outside flags, zero-width spaces) does not.
 */
final class PlainText {
  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w{2,31});");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][a-zA-Z0-9]*(\\s[^<>]*)?/?>|<!--");
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "(\\x{1F3F4}[\\x{E0020}-\\x{E007E}]{1,8}\\x{E007F})"
              + "|[\\x{E0000}-\\x{E007F}\\u202A-\\u202E\\u2066-\\u2069\\u200B\\u00AD\\uFEFF\\uFFFE\\uFFFF]"
              + "|[\\p{Cntrl}&&[^\\t\\n\\x0B\\f\\r\\x85]]|\\p{Cs}");
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern SPACES_IN_LINE = Pattern.compile("[[\\s\\p{Z}]&&[^\\n]]+");
  private static final Pattern AROUND_BREAK = Pattern.compile(" ?\\n ?");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

  private PlainText() {}

  /** One line: titles, names, values. */
  static String line(String text) {
    if (isPlain(text)) {
      return text;
    }
    return SPACES.matcher(withoutMarkup(text)).replaceAll(" ").strip();
  }

  /** Lines and paragraphs: descriptions, answers. */
  static String prose(String text) {
    if (isPlain(text)) {
      return text;
    }
    String lines = LINE_BREAK.matcher(withoutMarkup(text)).replaceAll("\n");
    lines = SPACES_IN_LINE.matcher(lines).replaceAll(" ");
    lines = AROUND_BREAK.matcher(lines).replaceAll("\n");
    return EMPTY_LINES.matcher(lines).replaceAll("\n\n").strip();
  }

  /** The first {@code longest} code units, or one less rather than half a character. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, halves ? longest - 1 : longest).stripTrailing();
  }

  /** Feeds often have their markup escaped, so entities are decoded first. */
  private static String withoutMarkup(String text) {
    String plain = text;
    if (!TAG.matcher(plain).find() && ENTITY.matcher(plain).find()) {
      plain = Parser.unescapeEntities(plain, true);
    }
    if (TAG.matcher(plain).find()) {
      plain = HtmlText.of(plain);
    }
    return INVISIBLE.matcher(plain).replaceAll("$1");
  }

  /** Whether there is nothing to do, as for most values of most feeds. */
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '<' || c == '&' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }
}
