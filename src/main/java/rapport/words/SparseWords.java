package rapport.words;

import java.util.Map;
import java.util.TreeMap;

/** Weighed words as PostgreSQL's {@code sparsevec}: a word's dimension is its hash. */
public final class SparseWords {
  private static final int DIMENSIONS = 1_000_000_000;

  private SparseWords() {}

  /** The text form: {@code {index:value,…}/1000000000}, indices from 1. */
  public static String literal(Map<String, Double> weights) {
    Map<Integer, Double> byDimension = new TreeMap<>();
    weights.forEach((word, weight) -> byDimension.merge(dimension(word), weight, Double::sum));
    StringBuilder literal = new StringBuilder(byDimension.size() * 20).append('{');
    byDimension.forEach((dimension, weight) -> {
      if (literal.length() > 1) {
        literal.append(',');
      }
      literal.append(dimension).append(':').append(weight.floatValue());
    });
    return literal.append("}/").append(DIMENSIONS).toString();
  }

  /** FNV-1a, so that rows and questions agree whatever the runtime; 1 to 10⁹. */
  static int dimension(String word) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    }
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), DIMENSIONS) + 1;
  }
}
