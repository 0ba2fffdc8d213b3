package rapport.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rapport.index.Postings.Counting;
import rapport.index.Vectors.Exactly;

/** Rows that were read together. */
final class Segment {
  private final String[] ids;
  private final Map<String, Integer> slots;
  private final double[] merits;

  /** The first vectors of all rows, the second of all rows, … */
  private final List<Vectors> vectors;

  private final Postings postings;
  private final FactColumns facts;

  private Segment(List<Entry> entries) {
    this.ids = entries.stream().map(Entry::id).toArray(String[]::new);
    this.slots = HashMap.newHashMap(ids.length);
    for (int slot = 0; slot < ids.length; slot++) {
      slots.put(ids[slot], slot);
    }
    this.merits = entries.stream().mapToDouble(Entry::merit).toArray();
    this.vectors = new ArrayList<>();
    for (int i = 0; !entries.isEmpty() && i < entries.getFirst().vectors().size(); i++) {
      int nth = i;
      vectors.add(Vectors.of(entries.stream().map(e -> e.vectors().get(nth)).toList()));
    }
    this.postings = Postings.of(entries);
    this.facts = new FactColumns(entries);
  }

  static Segment of(List<Entry> entries) {
    return new Segment(entries);
  }

  int size() {
    return ids.length;
  }

  /** Takes out of {@code there} the row with {@code id}. */
  void remove(String id, Slots there) {
    Integer slot = slots.get(id);
    if (slot != null) {
      there.remove(slot);
    }
  }

  /**
   * The candidates of each leg among {@code there}, with their scores.
   *
   * @param there changed: what does not satisfy the conditions is taken out
   */
  void find(Asked asked, Slots there, Consumer<Found> candidates) {
    filter(asked.conditions(), there);
    Slots found = Slots.none(size());
    for (Vectors some : vectors) {
      Nearest nearest = some.nearest(asked.vector(), there, asked.candidates());
      for (int i = 0; i < nearest.size(); i++) {
        found.add(nearest.slot(i));
      }
    }
    Nearest worded = worded(asked, there);
    for (int i = 0; i < worded.size(); i++) {
      found.add(worded.slot(i));
    }
    List<Exactly> exactly = vectors.stream().map(v -> v.new Exactly(asked.vector())).toList();
    Counting words = postings.new Counting(asked);
    found.forEach(slot -> candidates.accept(found(slot, asked, exactly, words.score(slot))));
  }

  private Nearest worded(Asked asked, Slots there) {
    Slots telling = Slots.none(size());
    for (int word : asked.telling()) {
      postings.forEachWith(word, telling::add);
    }
    telling.retain(there);
    Nearest best = new Nearest(asked.candidates());
    Counting words = postings.new Counting(asked);
    telling.forEach(slot -> best.offer(slot, (float) words.score(slot)));
    return best;
  }

  private Found found(int slot, Asked asked, List<Exactly> exactly, double words) {
    float similarity = -1;
    for (Exactly some : exactly) {
      similarity = Math.max(similarity, some.similarity(slot));
    }
    double merit = merits[slot];
    return new Found(ids[slot], asked.score(similarity, words, merit), similarity, words, merit);
  }

  private void filter(Conditions wanted, Slots there) {
    if (!wanted.these().isEmpty()) {
      there.retain(named(wanted.these()));
    }
    wanted.notThese().forEach(id -> remove(id, there));
    for (int[] words : wanted.anyOf()) {
      Slots with = Slots.none(size());
      for (int word : words) {
        postings.forEachWith(word, with::add);
      }
      there.retain(with);
    }
    for (int word : wanted.noneOf()) {
      postings.forEachWith(word, there::remove);
    }
    facts.filter(wanted, there);
  }

  private Slots named(List<String> wanted) {
    Slots named = Slots.none(size());
    for (String id : wanted) {
      Integer slot = slots.get(id);
      if (slot != null) {
        named.add(slot);
      }
    }
    return named;
  }
}
