package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the products of an answer must satisfy, whether a client's filter demands it or
 * the shopper's words do. Absent parts do not restrict.
 *
 * @param minPrice in minor units, inclusive
 * @param maxPrice in minor units, inclusive
 * @param brands one of these, as the catalogue writes them; compared without case
 * @param notBrands none of these
 * @param category a product type or a prefix of one, compared without case
 * @param colours one of these
 * @param notColours none of these
 * @param sizes one of these, in the normal form of {@code rapport.words.Sizes}: {@code 42}, {@code
 *     m}, {@code 15.6in}, {@code 128gb}
 * @param without words that the product must not have
 * @param inStock true: only what can be bought now
 * @param minRating out of 5
 * @param order which of the rows that fit come first
 */
public record Constraints(
    @Nullable Long minPrice,
    @Nullable Long maxPrice,
    List<String> brands,
    List<String> notBrands,
    @Nullable String category,
    List<Colour> colours,
    List<Colour> notColours,
    List<String> sizes,
    List<String> without,
    boolean inStock,
    @Nullable Double minRating,
    Order order) {
  public static final Constraints NONE =
      new Constraints(
          null, null, List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(), false,
          null, Order.FIT);

  /** Which rows come first. */
  public enum Order {
    /** What fits best. */
    FIT,
    CHEAPEST,
    DEAREST,
    BEST_RATED
  }

  public Constraints {
    brands = List.copyOf(brands);
    notBrands = List.copyOf(notBrands);
    colours = List.copyOf(colours);
    notColours = List.copyOf(notColours);
    sizes = List.copyOf(sizes);
    without = List.copyOf(without);
  }

  /** What a client's filter demands. */
  public static Constraints of(Filter filter) {
    return NONE.withPrice(filter.minPrice(), filter.maxPrice())
        .withBrands(filter.brand() == null ? List.of() : List.of(filter.brand()))
        .withCategory(filter.category())
        .withInStock(Boolean.TRUE.equals(filter.inStock()));
  }

  /** This where it says something, {@code other} where it does not. */
  public Constraints orElse(Constraints other) {
    boolean ownPrice = minPrice != null || maxPrice != null;
    return new Constraints(
        ownPrice ? minPrice : other.minPrice,
        ownPrice ? maxPrice : other.maxPrice,
        brands.isEmpty() ? other.brands : brands,
        notBrands.isEmpty() ? other.notBrands : notBrands,
        category == null ? other.category : category,
        colours.isEmpty() ? other.colours : colours,
        notColours.isEmpty() ? other.notColours : notColours,
        sizes.isEmpty() ? other.sizes : sizes,
        without.isEmpty() ? other.without : without,
        inStock || other.inStock,
        minRating == null ? other.minRating : minRating,
        order == Order.FIT ? other.order : order);
  }

  public boolean hasPrice() {
    return minPrice != null || maxPrice != null;
  }

  public Constraints withPrice(@Nullable Long min, @Nullable Long max) {
    return new Constraints(
        min,
        max,
        brands,
        notBrands,
        category,
        colours,
        notColours,
        sizes,
        without,
        inStock,
        minRating,
        order);
  }

  public Constraints withBrands(List<String> of) {
    return new Constraints(
        minPrice,
        maxPrice,
        of,
        notBrands,
        category,
        colours,
        notColours,
        sizes,
        without,
        inStock,
        minRating,
        order);
  }

  public Constraints withNotBrands(List<String> of) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        of,
        category,
        colours,
        notColours,
        sizes,
        without,
        inStock,
        minRating,
        order);
  }

  public Constraints withCategory(@Nullable String of) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        of,
        colours,
        notColours,
        sizes,
        without,
        inStock,
        minRating,
        order);
  }

  public Constraints withColours(List<Colour> of) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        category,
        of,
        notColours,
        sizes,
        without,
        inStock,
        minRating,
        order);
  }

  public Constraints withNotColours(List<Colour> of) {
    return new Constraints(
        minPrice, maxPrice, brands, notBrands, category, colours, of, sizes, without, inStock,
        minRating, order);
  }

  public Constraints withSizes(List<String> of) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        category,
        colours,
        notColours,
        of,
        without,
        inStock,
        minRating,
        order);
  }

  public Constraints withWithout(List<String> of) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        category,
        colours,
        notColours,
        sizes,
        of,
        inStock,
        minRating,
        order);
  }

  public Constraints withInStock(boolean only) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        category,
        colours,
        notColours,
        sizes,
        without,
        only,
        minRating,
        order);
  }

  public Constraints withMinRating(@Nullable Double least) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        category,
        colours,
        notColours,
        sizes,
        without,
        inStock,
        least,
        order);
  }

  public Constraints withOrder(Order first) {
    return new Constraints(
        minPrice,
        maxPrice,
        brands,
        notBrands,
        category,
        colours,
        notColours,
        sizes,
        without,
        inStock,
        minRating,
        first);
  }
}
