package rapport.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import rapport.chat.Colour;
import rapport.search.Listing.Span;

/** Reads which colours are wanted and which are not. */
final class ColourReading {
  /** A question names few; this bounds what a hostile one costs. */
  private static final int MOST = 16;

  private ColourReading() {}

  static void read(Reading reading) {
    List<Colour.Mention> colours = colours(reading);
    List<Span> spans =
        colours.stream()
            .map(m -> new Span(ColourWords.startOfShade(reading.text, m.start()), m.end()))
            .toList();
    Deque<Listing> listings = new ArrayDeque<>(Listing.of(reading.text, spans));
    while (!listings.isEmpty()) {
      Listing listing = listings.pop();
      Matcher unwanted = unwanted(reading.text, listing);
      if (unwanted != null && listing.isRow()) {
        listings.push(listing.rest());
        listing = listing.first();
      }
      if (unwanted != null) {
        reading.cut(
            Math.min(unwanted.start(), listing.start()),
            Phrases.past(ColourWords.ONES, reading.text, listing.end()));
        put(reading, listing, colours, false);
      } else if (isWanted(reading.text, listing)) {
        put(reading, listing, colours, true);
      }
    }
  }

  private static @Nullable Matcher unwanted(String text, Listing listing) {
    Matcher before = ColourWords.BEFORE.before(text, listing.start());
    if (before == null) {
      return Phrases.after(ColourWords.UNWANTED_AFTER, text, listing.end());
    }
    return before.group("unwanted") == null ? null : before;
  }

  private static boolean isWanted(String text, Listing listing) {
    return !ColourWords.BEFORE.endsAt(text, listing.start())
        && !ColourWords.isAskedOfIt(text, listing);
  }

  private static List<Colour.Mention> colours(Reading reading) {
    List<Colour.Mention> mentions = new ArrayList<>(Colour.mentions(reading.text));
    mentions.addAll(ColourWords.bare(reading.text));
    return mentions.stream()
        .sorted(Comparator.comparingInt(Colour.Mention::start))
        .filter(m -> reading.isFree(m.start(), m.end()))
        .filter(m -> ColourWords.isColour(reading.text, m))
        .limit(MOST)
        .toList();
  }

  private static void put(
      Reading reading, Listing listing, List<Colour.Mention> colours, boolean wanted) {
    reading.claim(listing.start(), listing.end());
    colours.stream()
        .filter(m -> m.start() >= listing.start() && m.end() <= listing.end())
        .forEach(m -> reading.colour(m.colour(), wanted));
  }
}
