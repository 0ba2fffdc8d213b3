package rapport.eval;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What was found for a query, best first, beside what was judged. The order as shown counts: equal
 * scores are not rearranged. A row that comes twice counts where it comes first.
 *
 * @param rows ids
 * @param grades by id; 1 and more is relevant, what is missing was not judged
 */
record Ranking(List<String> rows, Map<String, Integer> grades) {
  Ranking {
    rows = rows.stream().distinct().toList();
  }

  /**
   * Linear gains, as trec_eval has them: {@code grade / log2(rank + 1)}, over the best possible.
   */
  double ndcg(int depth) {
    int[] ideal =
        grades.values().stream().mapToInt(Ranking::gain).map(gain -> -gain).sorted().toArray();
    double best = dcg(IntStream.of(ideal).map(gain -> -gain).toArray(), depth);
    return best == 0 ? 0 : dcg(gains(), depth) / best;
  }

  /** As if only judged rows had been found. */
  Ranking condensed() {
    return new Ranking(rows.stream().filter(grades::containsKey).toList(), grades);
  }

  /** The share of judged rows among the first. */
  double judged(int depth) {
    List<String> first = first(depth);
    return first.isEmpty()
        ? 0
        : (double) first.stream().filter(grades::containsKey).count() / first.size();
  }

  double reciprocalRank(int depth) {
    List<String> first = first(depth);
    for (int i = 0; i < first.size(); i++) {
      if (isRelevant(first.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  double recall(int depth) {
    long relevant = grades.values().stream().filter(grade -> grade > 0).count();
    return relevant == 0
        ? 0
        : (double) first(depth).stream().filter(this::isRelevant).count() / relevant;
  }

  private static double dcg(int[] gains, int depth) {
    double sum = 0;
    for (int i = 0; i < Math.min(depth, gains.length); i++) {
      sum += gains[i] * Math.log(2) / Math.log(i + 2);
    }
    return sum;
  }

  private int[] gains() {
    return rows.stream().mapToInt(row -> gain(grades.getOrDefault(row, 0))).toArray();
  }

  /** Some judges give less than nothing, for junk. */
  private static int gain(int grade) {
    return Math.max(0, grade);
  }

  private boolean isRelevant(String row) {
    return grades.getOrDefault(row, 0) > 0;
  }

  private List<String> first(int depth) {
    return rows.subList(0, Math.min(depth, rows.size()));
  }
}
