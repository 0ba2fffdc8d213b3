package rapport.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Patterns of words, and whether one ends or begins at a place of a text. */
final class Phrases {
  private static final int NEAR = 80;

  private static final String DENIED =
      "(?: do | does | did | is | are | was | were | ca | wo | would | should | could | has | have | had | must | need )n't";

  /** What may follow a phrase that is complete: the end of a thought, or a word that goes on. */
  static final String END =
      """
      (?: \\s* (?: $ | [.,;:!?)。，；：！？）、] | \\p{IsHan}
        | (?: and | or | but | for | with | without | in | on | at | to | from | by | as | if
        | that | which
            | who | is | are | please | pls | plz | thanks | total | each | max | maximum | only
            | including
            | not | no | under | over | below | above | less | around | about | cheaper | between
            | than )\\b ) )
      """;

  private static final Pattern ENDS = words(END);

  private Phrases() {}

  /**
   * A pattern in which blanks are there for the reader; {@code \s} is a blank of the text, and
   * {@code N'T} any verb that is denied so.
   */
  static Pattern words(String pattern) {
    return Pattern.compile(
        pattern.replace("N'T", DENIED), Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);
  }

  /** Where {@code phrase} begins at {@code start}; null: it does not. */
  static @Nullable Matcher after(Pattern phrase, String text, int start) {
    Matcher matcher = phrase.matcher(text).region(start, text.length()).useTransparentBounds(true);
    return matcher.lookingAt() ? matcher : null;
  }

  static boolean startsAt(Pattern phrase, String text, int start) {
    return after(phrase, text, start) != null;
  }

  /** Where {@code phrase} ends that begins at {@code start}; {@code start} when it does not. */
  static int past(Pattern phrase, String text, int start) {
    Matcher matcher = after(phrase, text, start);
    return matcher == null ? start : matcher.end();
  }

  /** Whether {@code phrase} stands within a sentence of {@code position}. */
  static boolean isNear(Pattern phrase, String text, int position) {
    return phrase
        .matcher(text)
        .region(Math.max(0, position - NEAR), Math.min(text.length(), position + NEAR))
        .useTransparentBounds(true)
        .find();
  }

  /** Whether a thought ends at {@code position}, or goes on with a word that joins. */
  static boolean isEnd(String text, int position) {
    return startsAt(ENDS, text, position);
  }
}
