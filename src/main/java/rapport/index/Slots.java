package rapport.index;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** A set of slots of a segment. For one thread. */
final class Slots {
  private final long[] bits;
  private final int size;

  private Slots(long[] bits, int size) {
    this.bits = bits;
    this.size = size;
  }

  static Slots none(int size) {
    return new Slots(new long[(size + 63) / 64], size);
  }

  static Slots all(int size) {
    Slots all = none(size);
    for (int slot = 0; slot < size; slot += 64) {
      all.bits[slot >> 6] = size - slot >= 64 ? -1L : (1L << (size - slot)) - 1;
    }
    return all;
  }

  Slots copy() {
    return new Slots(bits.clone(), size);
  }

  /** How many slots there are, in the set or not. */
  int size() {
    return size;
  }

  /** How many are in the set. */
  int count() {
    int count = 0;
    for (long some : bits) {
      count += Long.bitCount(some);
    }
    return count;
  }

  boolean has(int slot) {
    return (bits[slot >> 6] & 1L << slot) != 0;
  }

  void add(int slot) {
    bits[slot >> 6] |= 1L << slot;
  }

  void remove(int slot) {
    bits[slot >> 6] &= ~(1L << slot);
  }

  void retain(Slots others) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] &= others.bits[i];
    }
  }

  /** Leaves those that satisfy. */
  void keep(IntPredicate satisfies) {
    for (int i = 0; i < bits.length; i++) {
      long kept = bits[i];
      for (long left = kept; left != 0; left &= left - 1) {
        if (!satisfies.test((i << 6) + Long.numberOfTrailingZeros(left))) {
          kept &= ~(left & -left);
        }
      }
      bits[i] = kept;
    }
  }

  /**
   * Leaves those whose value is within. All are compared, those that are not in the set, too: a
   * processor does that at once, and cannot guess what would be left out.
   *
   * @param values a value for each slot
   */
  void keep(long[] values, long least, long most) {
    for (int i = 0; i < bits.length; i++) {
      if (bits[i] != 0) {
        bits[i] &= within(values, i << 6, Math.min(size, (i << 6) + 64), least, most);
      }
    }
  }

  @SuppressWarnings("ShortCircuitBoolean") // a branch would be guessed, and often wrongly
  private static long within(long[] values, int from, int to, long least, long most) {
    long within = 0;
    for (int slot = from; slot < to; slot++) {
      long value = values[slot];
      within |= (value >= least & value <= most ? 1L : 0L) << slot;
    }
    return within;
  }

  void forEach(IntConsumer each) {
    for (int i = 0; i < bits.length; i++) {
      for (long left = bits[i]; left != 0; left &= left - 1) {
        each.accept((i << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }
}
