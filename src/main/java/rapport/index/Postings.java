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

  /** What the question's words count in {@code slot}, by their weights. */
  double score(int slot, Asked asked) {
    double score = 0;
    for (int i = 0; i < asked.words().length; i++) {
      score += (double) asked.weights()[i] * impact(asked.words()[i], slot);
    }
    return score;
  }

  private float impact(int word, int slot) {
    int found = Arrays.binarySearch(words, word);
    if (found < 0) {
      return 0;
    }
    int at = Arrays.binarySearch(slots, starts[found], starts[found + 1], slot);
    return at < 0 ? 0 : impacts[at];
  }
}
