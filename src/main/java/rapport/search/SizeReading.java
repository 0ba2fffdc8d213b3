package rapport.search;

import java.util.regex.Matcher;
import rapport.words.Sizes;

/** Reads sizes by name ("size 42", "in M", 42码) and measures ("15.6 inch", "128GB"). */
final class SizeReading {
  /** A question names few; this bounds what a hostile one costs. */
  private static final int MOST = 16;

  private SizeReading() {}

  static void read(Reading reading) {
    readNamed(reading);
    readMeasures(reading);
  }

  private static void readNamed(Reading reading) {
    Matcher named = SizeWords.NAMED.find(reading.text, 0);
    for (int i = 0; named != null && i < MOST; i++) {
      if (isDemand(reading, named.start(), named.end())
          && SizeWords.isInContext(named, reading.text)) {
        readValues(reading, SizeWords.values(named));
        reading.cut(SizeWords.startOf(named), named.end());
      }
      named = SizeWords.NAMED.find(reading.text, named.end());
    }
  }

  private static void readValues(Reading reading, String values) {
    Matcher value = SizeWords.VALUES.matcher(values);
    while (value.find()) {
      reading.size(Sizes.normal(value.group()));
    }
  }

  private static void readMeasures(Reading reading) {
    Sizes.measures(reading.text).stream()
        .limit(MOST)
        .filter(measure -> isDemand(reading, measure.start(), measure.end()))
        .filter(measure -> !SizeWords.isOfOther(reading.text, measure))
        .forEach(measure -> {
          reading.size(measure.size());
          reading.claim(measure.start(), measure.end());
        });
  }

  private static boolean isDemand(Reading reading, int start, int end) {
    return reading.isFree(start, end)
        && !SizeWords.COMPARED_BEFORE.endsAt(reading.text, start)
        && !Phrases.startsAt(SizeWords.COMPARED_AFTER, reading.text, end);
  }
}
