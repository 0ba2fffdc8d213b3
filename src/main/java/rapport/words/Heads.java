package rapport.words;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Colour;
import rapport.chat.Language;

/**
 * The words that say what a thing is. In English the last noun of a phrase does: a "laptop sleeve"
 * is a sleeve. In a title a phrase ends before a number, a colour, a word of grammar, the brand, or
 * where punctuation says so.
 */
public final class Heads {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern ENDS = Pattern.compile(".*[,;:)\\]–—-]$");
  private static final Pattern NOT_WORD = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern SIDES = Pattern.compile("/");

  /** Where a shopper's phrase goes on about something else. */
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?i)\\b(?:for|with|without|that|which|in|from|by|to|on|of|under|over|like)\\b");

  private Heads() {}

  /** Whether heads of this language are known. */
  public static boolean areKnownIn(Language language) {
    return language.equals(Language.ENGLISH);
  }

  /** The heads of a title, by their stems; none in languages that are not known. */
  public static Set<String> of(String title, @Nullable String brand, Language language) {
    Set<String> heads = new LinkedHashSet<>();
    if (!areKnownIn(language)) {
      return heads;
    }
    Analyzer analyzer = Analyzer.of(language);
    String[] words = BLANKS.split(title.strip());
    for (int i = 0; i < words.length; i++) {
      String next = i + 1 < words.length ? words[i + 1] : "";
      if (!DIGIT.matcher(words[i]).find() && endsPhrase(words[i], next, brand, analyzer)) {
        SIDES
            .splitAsStream(bare(words[i]))
            .flatMap(side -> analyzer.words(side).stream())
            .forEach(heads::add);
      }
    }
    return heads;
  }

  private static boolean endsPhrase(
      String word, String next, @Nullable String brand, Analyzer analyzer) {
    String following = bare(next);
    return ENDS.matcher(word).matches()
        || following.isEmpty()
        || !next.startsWith(following.substring(0, 1))
        || DIGIT.matcher(following).find()
        || analyzer.words(following).isEmpty()
        || following.equalsIgnoreCase(brand)
        || !Colour.in(following).isEmpty();
  }

  private static String bare(String word) {
    return NOT_WORD.matcher(word).replaceAll("");
  }

  /** What a question asks for: its first phrase, whose last word is the head. */
  public static String firstPhrase(String question) {
    String[] phrases = GOES_ON.split(question, 2);
    return phrases[0].isBlank() ? question : phrases[0];
  }
}
