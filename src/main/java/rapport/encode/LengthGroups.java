package rapport.encode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits a batch so that no short text is padded to the length of a much longer one. */
final class LengthGroups {
  /** Padding up to this share of a text's own tokens costs less than a run of its own. */
  private static final double TOLERATED_PADDING = 0.5;

  private static final int ALWAYS_TOLERATED = 8;

  private LengthGroups() {}

  /** Indices into {@code lengths}, in tokens, each once, in groups of like length. */
  static List<List<Integer>> of(int... lengths) {
    List<Integer> byLength =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> lengths[i]))
            .toList();
    List<List<Integer>> groups = new ArrayList<>();
    int longest = -1;
    for (int index : byLength) {
      if (lengths[index] > longest) {
        groups.add(new ArrayList<>());
        longest = (int) (lengths[index] * (1 + TOLERATED_PADDING)) + ALWAYS_TOLERATED;
      }
      groups.getLast().add(index);
    }
    return groups;
  }
}
