package rapport.chat;

import org.jspecify.annotations.Nullable;

/**
 * What every product of an answer must satisfy. Absent parts do not restrict.
 *
 * @param minPrice in minor units, inclusive
 * @param maxPrice in minor units, inclusive
 * @param brand compared without case
 * @param category a product type or a prefix of one, compared without case
 * @param inStock true: only what can be bought now
 */
public record Filter(
    @Nullable Long minPrice,
    @Nullable Long maxPrice,
    @Nullable String brand,
    @Nullable String category,
    @Nullable Boolean inStock) {
  public static final Filter NONE = new Filter(null, null, null, null, null);

  public Filter {
    brand = brand == null ? null : Texts.storable(brand);
    category = category == null ? null : Texts.storable(category);
    if (minPrice != null && minPrice < 0) {
      throw new IllegalArgumentException("min_price: " + minPrice + " (expected: 0 or more)");
    }
    if (maxPrice != null && maxPrice < 0) {
      throw new IllegalArgumentException("max_price: " + maxPrice + " (expected: 0 or more)");
    }
    if (minPrice != null && maxPrice != null && minPrice > maxPrice) {
      throw new IllegalArgumentException(
          "min_price: " + minPrice + " (expected: at most max_price, " + maxPrice + ")");
    }
  }

  /** This filter where it says something, {@code other} where it does not. */
  public Filter orElse(Filter other) {
    boolean ownPrice = minPrice != null || maxPrice != null;
    return new Filter(
        ownPrice ? minPrice : other.minPrice,
        ownPrice ? maxPrice : other.maxPrice,
        brand != null ? brand : other.brand,
        category != null ? category : other.category,
        inStock != null ? inStock : other.inStock);
  }
}
