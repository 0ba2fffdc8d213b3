package rapport.ingest;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;

/** Availability as feeds write it: a word, a flag, or the number of pieces. */
final class Stock {
  private Stock() {}

  /** What is not said to be unavailable can be had. */
  static Availability read(@Nullable Object value, BigDecimal inStockAbove) {
    if (value == null) {
      return Availability.IN_STOCK;
    }
    BigDecimal pieces = Values.number(value);
    if (pieces != null) {
      return of(pieces.compareTo(inStockAbove) > 0);
    }
    String word = Values.flat(value).strip().replaceFirst("^https?://schema\\.org/", "");
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "available" -> of(true);
      case "no", "false", "unavailable", "sold out", "soldout", "discontinued" -> of(false);
      default -> named(value, word);
    };
  }

  private static Availability of(boolean inStock) {
    return inStock ? Availability.IN_STOCK : Availability.OUT_OF_STOCK;
  }

  private static Availability named(Object value, String word) {
    try {
      return Availability.of(word.replaceFirst("(?i)^pre[ _-]order$", "preorder"));
    } catch (IllegalArgumentException e) {
      throw new BadValue(
          Target.AVAILABILITY.label(),
          value,
          "in_stock, out_of_stock, preorder, backorder or a number of pieces");
    }
  }
}
