package rapport.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows must satisfy. Absent parts and empty lists do not restrict.
 *
 * @param minPrice in minor units, inclusive; a row without a price does not satisfy it
 * @param maxPrice in minor units, inclusive; likewise
 * @param brands one of these, in lower case
 * @param notBrands none of these, in lower case
 * @param category a category or the beginning of one, in lower case
 * @param anyOf one word of each list, as dimensions; an empty array does not restrict
 * @param noneOf none of these words
 * @param these only these ids
 * @param notThese none of these ids
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Conditions(
    @Nullable Long minPrice,
    @Nullable Long maxPrice,
    List<String> brands,
    List<String> notBrands,
    @Nullable String category,
    boolean inStock,
    List<int[]> anyOf,
    int[] noneOf,
    @Nullable Float minRating,
    List<String> these,
    List<String> notThese) {
  public static final Conditions NONE =
      new Conditions(
          null,
          null,
          List.of(),
          List.of(),
          null,
          false,
          List.of(),
          new int[0],
          null,
          List.of(),
          List.of());
}
