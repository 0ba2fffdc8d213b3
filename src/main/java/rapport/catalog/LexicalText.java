package rapport.catalog;

import java.util.Map;
import rapport.chat.Language;

/**
 * How full-text search reads a language. PostgreSQL stems the languages it knows; it cannot find
 * the words of a script without spaces, so runs of Han, Kana and Thai characters become overlapping
 * pairs of characters, on both sides.
 */
public final class LexicalText {
  private static final Map<String, String> CONFIGURATIONS =
      Map.ofEntries(
          Map.entry("ar", "arabic"),
          Map.entry("da", "danish"),
          Map.entry("de", "german"),
          Map.entry("el", "greek"),
          Map.entry("en", "english"),
          Map.entry("es", "spanish"),
          Map.entry("fi", "finnish"),
          Map.entry("fr", "french"),
          Map.entry("hu", "hungarian"),
          Map.entry("id", "indonesian"),
          Map.entry("it", "italian"),
          Map.entry("nl", "dutch"),
          Map.entry("no", "norwegian"),
          Map.entry("pt", "portuguese"),
          Map.entry("ro", "romanian"),
          Map.entry("ru", "russian"),
          Map.entry("sv", "swedish"),
          Map.entry("tr", "turkish"));

  private LexicalText() {}

  /** The text search configuration of a language. */
  public static String configuration(Language language) {
    return CONFIGURATIONS.getOrDefault(language.code(), "simple");
  }

  /** {@code text} with its words apart. */
  public static String words(String text) {
    if (text.codePoints().noneMatch(LexicalText::isUnspaced)) {
      return text;
    }
    StringBuilder words = new StringBuilder(text.length() * 3);
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (!isUnspaced(characters[i])) {
        words.appendCodePoint(characters[i]);
      } else {
        appendPair(words, characters, i);
      }
    }
    return words.toString();
  }

  /** The pair that begins at {@code i}; a single character only where it stands alone. */
  private static void appendPair(StringBuilder words, int[] characters, int i) {
    boolean before = i > 0 && isUnspaced(characters[i - 1]);
    boolean after = i + 1 < characters.length && isUnspaced(characters[i + 1]);
    if (after) {
      words.append(' ').appendCodePoint(characters[i]).appendCodePoint(characters[i + 1]);
    } else if (!before) {
      words.append(' ').appendCodePoint(characters[i]);
    }
    if (!after) {
      words.append(' ');
    }
  }

  private static boolean isUnspaced(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
