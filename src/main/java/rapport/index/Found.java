package rapport.index;

import java.util.Comparator;

/**
 * A row that was found.
 *
 * @param similarity of the nearest of its vectors, -1 to 1
 * @param words the BM25F score of its words, 1 when all of the question's are in its title
 */
public record Found(String id, double score, double similarity, double words, double merit) {
  static final Comparator<Found> BEST_FIRST =
      Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::id);
}
