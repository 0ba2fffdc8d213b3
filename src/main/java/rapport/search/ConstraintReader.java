package rapport.search;

import org.jspecify.annotations.Nullable;
import rapport.words.Brands;

/**
 * Reads what a question demands of products, in English and Chinese, without a model: the same
 * words always give the same filter. What was read is taken out of the text, so that "under 50
 * dollars" does not look for dollars; words that also name the thing, as its brand and its colour
 * do, stay.
 *
 * <p>Each kind of demand has its reader. They come in an order: what one has claimed of the
 * question, the next does not read again ("rated above 4" is no price).
 *
 * <p>Immutable. The first reading of a process compiles the patterns, which takes a tenth of a
 * second: better at the start than on an event loop.
 */
final class ConstraintReader {
  private final @Nullable PriceReading prices;
  private final BrandReading brands;

  /**
   * @param currency the catalogue's, or null when it has no prices: then none are read
   * @param brands the catalogue's
   */
  ConstraintReader(@Nullable String currency, Brands brands) {
    this.prices = currency == null ? null : new PriceReading(currency);
    this.brands = new BrandReading(brands);
  }

  Understood read(String question) {
    Reading reading = new Reading(question);
    RatingReading.read(reading);
    SizeReading.read(reading);
    if (prices != null) {
      prices.read(reading);
    }
    StockReading.read(reading);
    OrderReading.read(reading);
    brands.read(reading);
    ColourReading.read(reading);
    WithoutReading.read(reading);
    return reading.understood();
  }
}
