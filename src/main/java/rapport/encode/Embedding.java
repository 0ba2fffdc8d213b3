package rapport.encode;

/** A vector of unit length. Immutable. */
public final class Embedding {
  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /**
   * Brings {@code values} to unit length.
   *
   * @throws IllegalArgumentException when there is no direction in them: all zero, or not finite
   */
  public static Embedding normalized(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("vector: length " + length + " (expected: finite, not 0)");
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return new Embedding(unit);
  }

  public int dimension() {
    return values.length;
  }

  /** Cosine similarity, -1 to 1. */
  public double similarity(Embedding other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /** The components as a {@code halfvec} keeps them. */
  public float[] inHalfPrecision() {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
    }
    return rounded;
  }

  /** As pgvector reads it: {@code [0.1,-0.2]}. */
  public String literal() {
    StringBuilder text = new StringBuilder(values.length * 11 + 2).append('[');
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(values[i]);
    }
    return text.append(']').toString();
  }
}
