package rapport.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rows of a kind. Most stand in one large segment; those that changed since it was made stand
 * in a small one, and hide what the large one has under their ids.
 */
public final class Index {
  /** The share of changed rows from which on the index is better made anew. */
  private static final double WORN = 0.1;

  private static final int FEW = 500;

  private final Segment base;
  private final Slots baseThere;
  private final Map<String, Entry> changed;
  private final Segment recent;

  private Index(Segment base, Slots baseThere, Map<String, Entry> changed) {
    this.base = base;
    this.baseThere = baseThere;
    this.changed = changed;
    this.recent = Segment.of(List.copyOf(changed.values()));
  }

  /**
   * @param entries each with as many vectors as the others, all of one dimension
   */
  public static Index of(List<Entry> entries) {
    Segment base = Segment.of(entries);
    return new Index(base, Slots.all(base.size()), Map.of());
  }

  /** This with new or changed rows. */
  public Index with(List<Entry> entries) {
    Slots there = baseThere.copy();
    Map<String, Entry> latest = new LinkedHashMap<>(changed);
    for (Entry entry : entries) {
      base.remove(entry.id(), there);
      latest.put(entry.id(), entry);
    }
    return new Index(base, there, latest);
  }

  /** This without rows that are gone. */
  public Index without(Collection<String> ids) {
    Slots there = baseThere.copy();
    Map<String, Entry> latest = new LinkedHashMap<>(changed);
    for (String id : ids) {
      base.remove(id, there);
      latest.remove(id);
    }
    return new Index(base, there, latest);
  }

  /** Whether so much changed that it is better made anew. */
  public boolean isWorn() {
    int gone = base.size() - baseThere.count();
    return Math.max(gone, changed.size()) > Math.max(FEW, WORN * base.size());
  }

  public int size() {
    return baseThere.count() + recent.size();
  }

  /** The rows that fit best, best first. */
  public List<Found> find(Asked asked) {
    if (asked.rows() == 0) {
      return List.of();
    }
    List<Found> candidates = new ArrayList<>();
    base.find(asked, baseThere.copy(), candidates::add);
    if (recent.size() > 0) {
      recent.find(asked, Slots.all(recent.size()), candidates::add);
    }
    candidates.sort(Found.BEST_FIRST);
    return List.copyOf(candidates.subList(0, Math.min(asked.rows(), candidates.size())));
  }
}
