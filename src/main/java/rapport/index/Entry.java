package rapport.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row is found by.
 *
 * @param vectors of unit length, in half precision; the nearest of them counts
 * @param words its words, as dimensions of {@code rapport.words.SparseWords}, and its facets
 * @param impacts what each of {@code words} counts; 0: a facet
 * @param merit added to its score
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Entry(
    String id, List<short[]> vectors, int[] words, float[] impacts, double merit, Facts facts) {

  /**
   * What filters ask for.
   *
   * @param price in minor units
   * @param brand in lower case
   * @param category in lower case
   * @param rating out of 5
   */
  public record Facts(
      @Nullable Long price,
      @Nullable String brand,
      @Nullable String category,
      boolean inStock,
      @Nullable Float rating) {
    public static final Facts NONE = new Facts(null, null, null, false, null);
  }
}
