package rapport.index;

import java.util.List;

/**
 * Vectors of one dimension, each in a slot. A question is compared roughly with all of them, then
 * exactly with those that are nearest roughly. For the rough comparison a vector is the signs of
 * its components, a bit each, and the question four bits for each: their inner product is a count
 * of common bits for each of the four, 64 components at a time. Of 20,000 real products, 99.8 % of
 * the ten that are nearest exactly to what shoppers ask are among the 400 nearest roughly; of
 * 200,000 as many among 1,000.
 *
 * <p>Signs are taken after the mean of all vectors is subtracted: texts of one shop lie in one
 * corner of the space, and there all signs are alike. How far a vector goes in the direction of its
 * signs makes up for what they leave out.
 *
 * @see <a href="https://arxiv.org/abs/2405.12497">Gao and Long, RaBitQ, 2024</a>
 */
final class Vectors {
  /** How many are compared exactly: at least so many, and one in {@link #SHARE}. */
  private static final int LEAST_EXACT = 400;

  private static final int SHARE = 200;

  /** The greatest of the question's numbers in the rough comparison: four bits. */
  private static final int LEVELS = 15;

  /** Of the steps in which rough values are counted. */
  private static final int WIDTH = 8;

  /** Slots that are compared at a time: what is counted of them stays in the first cache. */
  private static final int BLOCK = 1_024;

  /** Components in a cache line. */
  private static final int LINE = 32;

  private final int dimension;
  private final short[] halves;

  /** The signs of 64 components in every slot, of the next 64, … */
  private final long[][] signs;

  /** What the signs of a vector count beside a question whose numbers are all 0. */
  private final int[] leasts;

  /** How far a vector goes in the direction of its signs. */
  private final float[] reaches;

  /** For nobody, but what comes to nothing the compiler would not read. */
  @SuppressWarnings("UnusedVariable")
  private int fetched;

  private Vectors(int dimension, short[] halves, long[][] signs, float[] reaches) {
    this.dimension = dimension;
    this.halves = halves;
    this.signs = signs;
    this.reaches = reaches;
    this.leasts = new int[reaches.length];
    for (long[] some : signs) {
      for (int slot = 0; slot < some.length; slot++) {
        leasts[slot] -= LEVELS * Long.bitCount(some[slot]);
      }
    }
  }

  static Vectors of(List<short[]> vectors) {
    int dimension = vectors.isEmpty() ? 0 : vectors.getFirst().length;
    float[] mean = mean(vectors, dimension);
    short[] halves = new short[Math.multiplyExact(vectors.size(), dimension)];
    long[][] signs = new long[Math.ceilDiv(dimension, Long.SIZE)][vectors.size()];
    float[] reaches = new float[vectors.size()];
    for (int slot = 0; slot < vectors.size(); slot++) {
      short[] vector = vectors.get(slot);
      System.arraycopy(vector, 0, halves, slot * dimension, dimension);
      reaches[slot] = reach(vector, mean, signs, slot);
    }
    return new Vectors(dimension, halves, signs, shared(reaches));
  }

  /** Sets the signs of a vector. */
  private static float reach(short[] vector, float[] mean, long[][] signs, int slot) {
    float squares = 0;
    float sizes = 0;
    for (int i = 0; i < vector.length; i++) {
      float value = Float.float16ToFloat(vector[i]) - mean[i];
      squares += value * value;
      sizes += Math.abs(value);
      if (value > 0) {
        signs[i / Long.SIZE][slot] |= 1L << i;
      }
    }
    return sizes == 0 ? 0 : squares / sizes;
  }

  /** Each as a share of the greatest. */
  private static float[] shared(float[] reaches) {
    float greatest = Float.MIN_NORMAL;
    for (float reach : reaches) {
      greatest = Math.max(greatest, reach);
    }
    for (int i = 0; i < reaches.length; i++) {
      reaches[i] /= greatest;
    }
    return reaches;
  }

  private static float[] mean(List<short[]> vectors, int dimension) {
    double[] sum = new double[dimension];
    for (short[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        sum[i] += Float.float16ToFloat(vector[i]);
      }
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sum[i] / vectors.size());
    }
    return mean;
  }

  /** Compares vectors with {@code question} exactly. For one thread. */
  final class Exactly {
    private final float[] question;
    private final float[] products = new float[dimension];

    Exactly(float[] question) {
      this.question = question;
    }

    /**
     * The inner product of the vector in {@code slot} and the question. In three steps since the
     * compiler makes vector instructions of the first two, and has no leave to reorder the last.
     */
    float similarity(int slot) {
      int at = slot * dimension;
      for (int i = 0; i < products.length; i++) {
        products[i] = Float.float16ToFloat(halves[at + i]);
      }
      for (int i = 0; i < products.length; i++) {
        products[i] *= question[i];
      }
      return sum();
    }

    private float sum() {
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i + 3 < products.length; i += 4) {
        a += products[i];
        b += products[i + 1];
        c += products[i + 2];
        d += products[i + 3];
      }
      for (; i < products.length; i++) {
        a += products[i];
      }
      return a + b + c + d;
    }
  }

  /** The {@code most} slots of {@code passing} whose vectors are nearest. */
  Nearest nearest(float[] question, Slots passing, int most) {
    Nearest nearest = new Nearest(most);
    Exactly exactly = new Exactly(question);
    int exact = Math.max(LEAST_EXACT, passing.size() / SHARE);
    if (passing.count() <= exact) {
      passing.forEach(slot -> nearest.offer(slot, exactly.similarity(slot)));
      return nearest;
    }
    int[] rough = leasts.clone();
    int least = compareRoughly(question, passing, exact, rough);
    int near = 0;
    for (int slot = 0; slot < rough.length; slot++) {
      if (rough[slot] >= least) {
        rough[near++] = slot;
      }
    }
    fetch(rough, near);
    for (int i = 0; i < near; i++) {
      nearest.offer(rough[i], exactly.similarity(rough[i]));
    }
    return nearest;
  }

  /**
   * Reads a little of each cache line of the vectors in the first {@code count} of {@code slots}. A
   * processor waits for many lines at once, but does not look so far ahead of a computation.
   */
  private void fetch(int[] slots, int count) {
    int some = 0;
    for (int i = 0; i < count; i++) {
      for (int at = slots[i] * dimension, end = at + dimension; at < end; at += LINE) {
        some += halves[at];
      }
    }
    fetched = some;
  }

  /**
   * How near each vector is, roughly; those that do not pass are farther than all.
   *
   * @param rough where to put it; {@link #leasts} before
   * @return how near {@code exact} vectors are at least, or a few more
   */
  private int compareRoughly(float[] question, Slots passing, int exact, int[] rough) {
    long[] planes = planes(question);
    for (int from = 0; from < rough.length; from += BLOCK) {
      int to = Math.min(rough.length, from + BLOCK);
      for (int i = 0; i < signs.length; i++) {
        count(rough, signs[i], from, to, 2, planes[4 * i], planes[4 * i + 1]);
        count(rough, signs[i], from, to, 8, planes[4 * i + 2], planes[4 * i + 3]);
      }
      for (int slot = from; slot < to; slot++) {
        rough[slot] = (int) (reaches[slot] * rough[slot]);
      }
    }
    int most = LEVELS * dimension;
    int[] slotsAt = new int[2 * most / WIDTH + 1];
    for (int slot = 0; slot < rough.length; slot++) {
      if (passing.has(slot)) {
        slotsAt[(rough[slot] + most) / WIDTH]++;
      } else {
        rough[slot] = Integer.MIN_VALUE;
      }
    }
    int bucket = slotsAt.length - 1;
    for (int near = slotsAt[bucket]; near < exact && bucket > 0; near += slotsAt[bucket]) {
      bucket--;
    }
    return bucket * WIDTH - most;
  }

  /**
   * Adds bits that are common with two planes. No more in one loop, and arrays of two types: else
   * the compiler makes no vector instructions of it, or not always.
   */
  private static void count(
      int[] rough, long[] some, int from, int to, int weight, long plane, long next) {
    for (int slot = from; slot < to; slot++) {
      rough[slot] +=
          weight * (Long.bitCount(some[slot] & plane) + 2 * Long.bitCount(some[slot] & next));
    }
  }

  /**
   * The question's components as numbers from 0 to {@link #LEVELS}, their lowest bits, the next, …
   * for 64 components at a time.
   */
  private long[] planes(float[] question) {
    float greatest = Float.MIN_NORMAL;
    for (int i = 0; i < dimension; i++) {
      greatest = Math.max(greatest, Math.abs(question[i]));
    }
    long[] planes = new long[4 * signs.length];
    for (int i = 0; i < dimension; i++) {
      int level = Math.round((question[i] / greatest + 1) * LEVELS / 2);
      for (int plane = 0; plane < 4; plane++) {
        planes[4 * (i / Long.SIZE) + plane] |= (long) (level >> plane & 1) << i;
      }
    }
    return planes;
  }
}
