package rapport.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names that stand one after another, "Sony, JBL or Bose", 白色和银色: what is said before the first or
 * after the last is said of all.
 *
 * @param spans where each stands
 * @param joined whether a word joins them, not only commas
 */
record Listing(List<Span> spans, boolean joined) {
  private static final Pattern LINK =
      Phrases.words(
          """
          \\s? (?: ,\\s? (?<comma> (?:or|and|nor)\\b )? | / | & | (?: or | and | nor )\\b | 、 | 和
            | 或者? | 以及 | 跟 | 与 | 及 ) \\s?
          """);

  /** A name's place. */
  record Span(int start, int end) {}

  /** Groups {@code spans}, which are in order and apart, by the links between them. */
  static List<Listing> of(String text, List<Span> spans) {
    List<Listing> listings = new ArrayList<>();
    int first = 0;
    boolean joined = false;
    for (int i = 1; i <= spans.size(); i++) {
      Matcher link = i == spans.size() ? null : link(text, spans.get(i - 1), spans.get(i));
      if (link == null) {
        listings.add(new Listing(spans.subList(first, i), joined));
        first = i;
        joined = false;
      } else {
        joined |= link.group("comma") != null || link.group().indexOf(',') < 0;
      }
    }
    return listings;
  }

  private static @Nullable Matcher link(String text, Span one, Span next) {
    Matcher link = LINK.matcher(text).region(one.end, next.start);
    return link.matches() ? link : null;
  }

  /** "No Apple, Sony": what is said against the first of a mere row is not said of the others. */
  Listing first() {
    return new Listing(spans.subList(0, 1), false);
  }

  /** All but the first. */
  Listing rest() {
    return new Listing(spans.subList(1, spans.size()), false);
  }

  boolean isRow() {
    return spans.size() > 1 && !joined;
  }

  int start() {
    return spans.getFirst().start;
  }

  int end() {
    return spans.getLast().end;
  }
}
