package rapport.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words that are looked for only where a word begins as they can: most words of a question are none
 * that they begin with, and are passed at the cost of a look into a table.
 *
 * <p>The table is made by asking the pattern about every pair of letters: where it fails without
 * asking for more text, nothing that begins so can match.
 */
final class Phrase {
  /** The characters before a place that are looked at: this bounds what a hostile text costs. */
  private static final int LONGEST = 48;

  /** The places that are tried: a question has fewer, and this bounds what a hostile one costs. */
  private static final int TRIED = 400;

  /** Stands for any character of no pattern. */
  private static final char ANY_OTHER = '\u9f98';

  private final Pattern pattern;
  private final BitSet starts = new BitSet();
  private final boolean anyOther;

  private Phrase(Pattern pattern) {
    this.pattern = pattern;
    Matcher probe = pattern.matcher("");
    this.anyOther = canStart(probe, String.valueOf(ANY_OTHER));
    for (char first = '!'; first <= '~'; first++) {
      if ((first < 'A' || first > 'Z') && canStart(probe, String.valueOf(first))) {
        addStarts(probe, first);
      }
    }
    pattern
        .pattern()
        .chars()
        .filter(c -> c > '~')
        .distinct()
        .forEach(c -> {
          if (canStart(probe, Character.toString(c))) {
            starts.set(c);
          }
        });
  }

  /** The pattern that {@link Phrases#words} makes of {@code words}. */
  static Phrase of(String words) {
    return new Phrase(Phrases.words(words));
  }

  private void addStarts(Matcher probe, char first) {
    if (!isLetter(first)) {
      starts.set(first);
      return;
    }
    starts.set(key(first, ' '));
    for (char next = 'a'; next <= 'z'; next++) {
      if (canStart(probe, "" + first + next)) {
        starts.set(key(first, next));
      }
    }
  }

  @SuppressWarnings("JdkObsolete") // whether more text could match is just what is asked
  private static boolean canStart(Matcher probe, String text) {
    return probe.reset(text).lookingAt() || probe.hitEnd();
  }

  /** All places, in their order; of overlapping ones the first. */
  List<MatchResult> in(String text) {
    List<MatchResult> places = new ArrayList<>();
    for (Matcher place = find(text, 0); place != null; place = find(text, place.end())) {
      places.add(place.toMatchResult());
    }
    return places;
  }

  /**
   * The first place at or after {@code from}; null: none. Here {@code ^} and {@code $} are the ends
   * of the text.
   */
  @Nullable Matcher find(String text, int from) {
    Matcher matcher = null;
    int tried = 0;
    for (int start = from; start < text.length() && tried < TRIED; start++) {
      if (isStart(text, start)) {
        tried++;
        matcher = matcher == null ? matcher(text).useAnchoringBounds(false) : matcher;
        if (matcher.region(start, text.length()).lookingAt()) {
          return matcher;
        }
      }
    }
    return null;
  }

  /**
   * Where this phrase, which ends in {@code $}, ends at {@code end}; of several such places the
   * first; null: nowhere.
   */
  @Nullable Matcher before(String text, int end) {
    Matcher matcher = null;
    for (int start = Math.max(0, end - LONGEST); start < end; start++) {
      if (isStart(text, start)) {
        matcher = matcher == null ? matcher(text) : matcher;
        if (matcher.region(start, end).lookingAt()) {
          return matcher;
        }
      }
    }
    return null;
  }

  boolean endsAt(String text, int end) {
    return before(text, end) != null;
  }

  private Matcher matcher(String text) {
    return pattern.matcher(text).useTransparentBounds(true);
  }

  /** Letters and digits run on in words; every other character is one of its own. */
  private boolean isStart(String text, int position) {
    char c = text.charAt(position);
    if (c <= ' ') {
      return false;
    }
    char before = position == 0 ? ' ' : text.charAt(position - 1);
    if (isLetter(c)) {
      char next = position + 1 < text.length() ? text.charAt(position + 1) : ' ';
      return !isLetter(before) && starts.get(key(c, next));
    }
    if (isDigit(c) && isDigit(before)) {
      return false;
    }
    return starts.get(c) || (c > '~' && anyOther);
  }

  private static int key(char first, char next) {
    return lower(first) << Byte.SIZE | (isLetter(next) ? lower(next) : 0);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int lower(char c) {
    return c <= 'Z' ? c + ('a' - 'A') : c;
  }
}
