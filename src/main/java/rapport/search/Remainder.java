package rapport.search;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A question from which what is understood is cut, piece by piece. */
final class Remainder {
  private final StringBuilder text;
  private int lastCut;

  Remainder(String text) {
    this.text = new StringBuilder(text);
  }

  /** Cuts every match of {@code pattern}; the last one, or null when there is none. */
  @Nullable MatchResult cut(Pattern pattern) {
    MatchResult last = null;
    Matcher matcher = pattern.matcher(text.toString());
    while (matcher.find()) {
      last = matcher.toMatchResult();
      cut(matcher.start(), matcher.end());
    }
    return last;
  }

  /** Whether it says {@code phrase}, which is cut. */
  boolean has(Phrase phrase) {
    List<MatchResult> places = phrase.in(text.toString());
    places.forEach(place -> cut(place.start(), place.end()));
    return !places.isEmpty();
  }

  /** Leaves a blank for each character, so that positions stay. */
  void cut(int start, int end) {
    lastCut = start;
    char[] blanks = new char[end - start];
    Arrays.fill(blanks, ' ');
    text.replace(start, end, String.valueOf(blanks));
  }

  /** Where the last cut began. */
  int lastCut() {
    return lastCut;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
