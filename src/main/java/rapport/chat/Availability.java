package rapport.chat;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a product can be had, in the words of Google's product feed. */
public enum Availability {
  IN_STOCK,
  OUT_OF_STOCK,
  PREORDER,
  BACKORDER;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[ -]+");

  /** {@code in_stock}, as feeds and the protocol write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code in_stock}, {@code in stock} or {@code InStock}. */
  public static Availability of(String text) {
    String word = BETWEEN_WORDS.matcher(text.strip()).replaceAll("_").toUpperCase(Locale.ROOT);
    try {
      return valueOf(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "availability: " + text + " (expected: in_stock, out_of_stock, preorder or backorder)",
          e);
    }
  }
}
