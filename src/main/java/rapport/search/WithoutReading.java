package rapport.search;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the thing must not have: "without bluetooth", "no leather", 不带蓝牙. */
final class WithoutReading {
  /** A question denies little; this bounds what a hostile one costs. */
  private static final int MOST = 16;

  private static final Pattern LINK =
      Phrases.words(
          "\\s? (?: ,\\s? (?:or\\s|and\\s|nor\\s)? | \\s(?:or|and|nor)\\s | \\s?/\\s? | 、 | 和 | 或者? | 以及 ) (?: an?\\s | any\\s | no\\s )?");

  private WithoutReading() {}

  static void read(Reading reading) {
    Matcher denial = WithoutWords.DENIAL.find(reading.text, 0);
    for (int i = 0; denial != null && i < MOST; i++) {
      if (reading.isFree(denial.start(), denial.end())) {
        readThings(reading, denial);
      }
      denial = WithoutWords.DENIAL.find(reading.text, denial.end());
    }
  }

  /** Reads "leather, plastic or wool" after a denial. */
  private static void readThings(Reading reading, Matcher denial) {
    int start = denial.start();
    Matcher thing = thing(reading, denial.end(), WithoutWords.things(denial, reading.text));
    while (thing != null) {
      reading.without(thing.group("thing").toLowerCase(Locale.ROOT));
      reading.cut(start, thing.end());
      start = thing.end();
      Matcher link = Phrases.after(LINK, reading.text, start);
      thing = link == null ? null : thing(reading, link.end(), List.of(WithoutWords.KNOWN));
    }
  }

  private static @Nullable Matcher thing(Reading reading, int start, List<Pattern> kinds) {
    for (Pattern kind : kinds) {
      Matcher thing = Phrases.after(kind, reading.text, start);
      if (thing != null && reading.isFree(thing.start("thing"), thing.end("thing"))) {
        return thing;
      }
    }
    return null;
  }
}
