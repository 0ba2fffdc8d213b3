package rapport.encode;

import ai.djl.huggingface.tokenizers.Encoding;
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

  /** Indices into {@code texts}, each once, in groups of like length. */
  static List<List<Integer>> of(List<Encoding> texts) {
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> length(texts, i)))
            .toList();
    List<List<Integer>> groups = new ArrayList<>();
    int longest = -1;
    for (int index : byLength) {
      if (length(texts, index) > longest) {
        groups.add(new ArrayList<>());
        longest = (int) (length(texts, index) * (1 + TOLERATED_PADDING)) + ALWAYS_TOLERATED;
      }
      groups.getLast().add(index);
    }
    return groups;
  }

  private static int length(List<Encoding> texts, int index) {
    return texts.get(index).getIds().length;
  }
}
