package rapport.encode;

/** How the vectors of a text's tokens become the vector of the text. */
public enum Pooling {
  /** The average over the tokens. */
  MEAN,
  /** The vector of the first, special token. */
  CLS;

  /**
   * Pools one text of a batch.
   *
   * @param states token vectors of the whole batch, shape (batch, width, dimension) flattened
   * @param index which text of the batch
   * @param tokens how many of {@code width} are the text's own
   */
  Embedding pool(float[] states, int index, int tokens, int width, int dimension) {
    float[] pooled = new float[dimension];
    int first = index * width * dimension;
    int counted = this == CLS ? 1 : tokens;
    for (int token = 0; token < counted; token++) {
      int offset = first + token * dimension;
      for (int i = 0; i < dimension; i++) {
        pooled[i] += states[offset + i];
      }
    }
    return Embedding.normalized(pooled);
  }
}
