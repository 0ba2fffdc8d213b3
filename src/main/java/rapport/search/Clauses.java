package rapport.search;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a question between its marks of punctuation. */
final class Clauses {
  private static final Pattern CLAUSE = Pattern.compile("[^.,;!?，。；！？]+");

  /** Names of kinds in Chinese are at most this long. */
  private static final int LONGEST_KIND = 6;

  private Clauses() {}

  /** The clause at {@code position}, or all of {@code text} when another names a thing. */
  static String around(String text, int position, Predicate<String> isKind) {
    String around = "";
    Matcher clause = CLAUSE.matcher(text);
    while (clause.find()) {
      if (clause.start() <= position && position < clause.end()) {
        around = clause.group();
      } else if (namesKind(clause.group(), isKind)) {
        return text;
      }
    }
    return around;
  }

  private static boolean namesKind(String clause, Predicate<String> isKind) {
    List<String> words = EnglishLeftover.tokens(clause);
    for (int i = 0; i < words.size(); i++) {
      boolean pair = i > 0 && isKind.test(words.get(i - 1) + " " + words.get(i));
      if (pair || isKind.test(words.get(i)) || namesWithin(words.get(i), isKind)) {
        return true;
      }
    }
    return false;
  }

  /** Nothing separates Chinese words. */
  private static boolean namesWithin(String word, Predicate<String> isKind) {
    if (!Character.isIdeographic(word.codePointAt(0))) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      for (int end = i + 2; end <= Math.min(word.length(), i + LONGEST_KIND); end++) {
        if (isKind.test(word.substring(i, end))) {
          return true;
        }
      }
    }
    return false;
  }
}
