package rapport.words;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weighed words as PostgreSQL's {@code sparsevec}: a word's dimension is its hash.
 *
 * @param dimensions from 1, rising
 * @param weights of each dimension
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SparseWords(int[] dimensions, float[] weights) {
  private static final int DIMENSIONS = 1_000_000_000;

  public static SparseWords of(Map<String, Double> weights) {
    SortedMap<Integer, Double> byDimension = new TreeMap<>();
    weights.forEach((word, weight) -> byDimension.merge(dimension(word), weight, Double::sum));
    SparseWords words = new SparseWords(new int[byDimension.size()], new float[byDimension.size()]);
    int i = 0;
    for (Map.Entry<Integer, Double> each : byDimension.entrySet()) {
      words.dimensions[i] = each.getKey();
      words.weights[i++] = each.getValue().floatValue();
    }
    return words;
  }

  /** The text form: {@code {index:value,…}/1000000000}, indices from 1. */
  public String literal() {
    StringBuilder literal = new StringBuilder(dimensions.length * 20).append('{');
    for (int i = 0; i < dimensions.length; i++) {
      if (i > 0) {
        literal.append(',');
      }
      literal.append(dimensions[i]).append(':').append(weights[i]);
    }
    return literal.append("}/").append(DIMENSIONS).toString();
  }

  /** FNV-1a, so that rows and questions agree whatever the runtime; 1 to 10⁹. */
  public static int dimension(String word) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    }
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), DIMENSIONS) + 1;
  }
}
