package rapport.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.search.BrandWords.Sense;
import rapport.search.Listing.Span;
import rapport.words.Brands;

/**
 * Reads which brands are wanted and which are not. A brand that the thing must fit ("a case for
 * Samsung") and a brand that is all the question ("samsung") are neither.
 */
final class BrandReading {
  /** A question names few; this bounds what a hostile one costs. */
  private static final int MOST = 16;

  private static final Phrase ITEM_STARTS = Phrase.of("[,;，；、]\\s? $");
  private static final Pattern ITEM_ENDS = Phrases.words("\\s? (?: [,;，；.?!。？！] | $ )");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]");

  private final Brands brands;

  BrandReading(Brands brands) {
    this.brands = brands;
  }

  void read(Reading reading) {
    List<Brands.Mention> mentions =
        brands.in(reading.text).stream()
            .filter(m -> reading.isFree(m.start(), m.end()) && !BrandWords.isWord(reading.text, m))
            .limit(MOST)
            .toList();
    List<Span> spans = mentions.stream().map(m -> new Span(m.start(), m.end())).toList();
    Deque<Listing> listings = new ArrayDeque<>(Listing.of(reading.text, spans));
    while (!listings.isEmpty()) {
      Listing listing = listings.pop();
      Said said = said(reading.text, listing);
      if (said.sense == Sense.UNWANTED && listing.isRow()) {
        listings.push(listing.rest());
        listing = listing.first();
      }
      put(reading, listing, said, mentions);
    }
  }

  private static void put(
      Reading reading, Listing listing, Said said, List<Brands.Mention> mentions) {
    reading.claim(listing.start(), listing.end());
    if (said.sense == Sense.UNWANTED) {
      reading.cut(said.start, Math.max(listing.end(), pastOf(reading.text, listing.end())));
    } else if (said.sense == Sense.WANTED) {
      reading.cut(said.start, listing.start());
      reading.cut(listing.end(), said.end);
    } else {
      return;
    }
    mentions.stream()
        .filter(m -> m.start() >= listing.start() && m.end() <= listing.end())
        .forEach(m -> reading.brand(m.brand(), said.sense == Sense.WANTED));
  }

  private static int pastOf(String text, int end) {
    return Phrases.past(BrandWords.OF, text, end);
  }

  /** What the words on both sides say; what is said before the brand counts first. */
  private static Said said(String text, Listing listing) {
    Matcher before = BrandWords.BEFORE.before(text, listing.start());
    Sense sense = before == null ? Sense.UNSAID : BrandWords.before(before);
    if (before != null && sense == Sense.UNWANTED) {
      return new Said(sense, before.start(), listing.end());
    }
    if (Phrases.startsAt(BrandWords.UNWANTED_AFTER, text, listing.end())) {
      return new Said(Sense.UNWANTED, listing.start(), listing.end());
    }
    if (before != null && sense == Sense.UNSAID) {
      return new Said(sense, listing.start(), listing.end());
    }
    if (sense == Sense.FITTED || Phrases.startsAt(BrandWords.FITTED_AFTER, text, listing.end())) {
      return new Said(Sense.FITTED, listing.start(), listing.end());
    }
    Matcher named = Phrases.after(BrandWords.NAMED_AFTER, text, listing.end());
    int end = named == null ? listing.end() : named.end();
    if (before != null && sense == Sense.WANTED) {
      boolean joined = before.group("joined") != null;
      return new Said(sense, joined ? before.start() : listing.start(), end);
    }
    boolean wanted =
        named != null
            || BrandWords.isBeforeThing(text, listing.start(), listing.end())
            || isItem(text, listing);
    return new Said(wanted ? Sense.WANTED : Sense.UNSAID, listing.start(), end);
  }

  /** "Wireless mouse, Logitech, black": an item of a list of demands. */
  private static boolean isItem(String text, Listing listing) {
    boolean apart =
        Phrases.startsAt(ITEM_ENDS, text, listing.end())
            && ITEM_STARTS.endsAt(text, listing.start());
    return apart && WORD.matcher(text).region(0, listing.start()).find();
  }

  /** What is said of a listing, and where the words that say it begin and end. */
  private record Said(Sense sense, int start, int end) {}
}
