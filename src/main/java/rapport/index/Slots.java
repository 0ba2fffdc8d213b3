package rapport.index;

import java.util.function.IntConsumer;

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

  void forEach(IntConsumer each) {
    for (int i = 0; i < bits.length; i++) {
      for (long left = bits[i]; left != 0; left &= left - 1) {
        each.accept((i << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }
}
