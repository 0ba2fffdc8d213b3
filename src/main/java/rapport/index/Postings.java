package rapport.index;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Which slots have a word, and what it counts there. */
final class Postings {
  /** Each word once, rising. */
  private final int[] words;

  /** Where the slots of {@code words[i]} begin; one more at the end. */
  private final int[] starts;

  /** The slots of each word, rising. */
  private final int[] slots;

  private final float[] impacts;

  private Postings(int[] words, int[] starts, int[] slots, float[] impacts) {
    this.words = words;
    this.starts = starts;
    this.slots = slots;
    this.impacts = impacts;
  }

  static Postings of(List<Entry> entries) {
    int[] words = entries.stream().flatMapToInt(e -> Arrays.stream(e.words())).sorted().toArray();
    int[] starts = new int[words.length + 1];
    int distinct = 0;
    for (int i = 0; i < words.length; i++) {
      if (i == 0 || words[i] != words[distinct - 1]) {
        starts[distinct] = i;
        words[distinct++] = words[i];
      }
    }
    starts[distinct] = words.length;
    int[] slots = new int[words.length];
    float[] impacts = new float[words.length];
    int[] own = Arrays.copyOf(words, distinct);
    int[] next = starts.clone();
    for (int slot = 0; slot < entries.size(); slot++) {
      Entry entry = entries.get(slot);
      for (int i = 0; i < entry.words().length; i++) {
        int at = next[Arrays.binarySearch(own, entry.words()[i])]++;
        slots[at] = slot;
        impacts[at] = entry.impacts()[i];
      }
    }
    return new Postings(own, Arrays.copyOf(starts, distinct + 1), slots, impacts);
  }

  void forEachWith(int word, IntConsumer each) {
    int found = Arrays.binarySearch(words, word);
    if (found >= 0) {
      for (int i = starts[found]; i < starts[found + 1]; i++) {
        each.accept(slots[i]);
      }
    }
  }

  /** What a question's words count in slots that are asked for in rising order. For one thread. */
  final class Counting {
    private final float[] weights;

    /** Of each word where its slots go on that have not been passed yet, and where they end. */
    private final int[] next;

    private final int[] ends;

    Counting(Asked asked) {
      this.weights = asked.weights();
      this.next = new int[weights.length];
      this.ends = new int[weights.length];
      for (int i = 0; i < weights.length; i++) {
        int found = Arrays.binarySearch(words, asked.words()[i]);
        next[i] = found < 0 ? 0 : starts[found];
        ends[i] = found < 0 ? 0 : starts[found + 1];
      }
    }

    double score(int slot) {
      double score = 0;
      for (int i = 0; i < weights.length; i++) {
        int at = firstFrom(slot, next[i], ends[i]);
        next[i] = at;
        if (at < ends[i] && slots[at] == slot) {
          score += (double) weights[i] * impacts[at];
        }
      }
      return score;
    }

    /** In growing steps: of most words the next slot asked for is not far. */
    private int firstFrom(int slot, int from, int end) {
      if (from >= end || slots[from] >= slot) {
        return from;
      }
      int below = from;
      int step = 1;
      while (below + step < end && slots[below + step] < slot) {
        below += step;
        step *= 2;
      }
      int found = Arrays.binarySearch(slots, below + 1, Math.min(below + step, end), slot);
      return found < 0 ? -found - 1 : found;
    }
  }
}
