package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
  /** Computed apart from this code: b at rank 2 of grade 3 gives 3 / log2(3), and so on. */
  @ParameterizedTest(name = "{0} judged {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          found                         | judged              | ndcg     | condensed | judged@10 | mrr | recall@10 | recall@100
          a b c d                       | a:3 b:2 c:1 d:0     | 1        | 1         | 1         | 1   | 1         | 1
          c a x b                       | a:3 b:2 c:1 d:0     | 0.788377 | 0.817494  | 0.75      | 1   | 1         | 1
          b a                           | a:1 b:1 c:1         | 0.765361 | 0.765361  | 1         | 1   | 0.666667  | 0.666667
          m n o p q r s t u v a         | a:2                 | 0        | 1         | 0         | 0   | 0         | 1
          x y z                         | a:2                 | 0        | 0         | 0         | 0   | 0         | 0
          ''                            | a:2 b:0             | 0        | 0         | 0         | 0   | 0         | 0
          a b                           | a:0 b:0             | 0        | 0         | 1         | 0   | 0         | 0
          a a b                         | a:1 b:3             | 0.796708 | 0.796708  | 1         | 1   | 1         | 1
          j a                           | a:2 j:-1            | 0.630930 | 0.630930  | 1         | 0.5 | 1         | 1
          b x c d e f g h i j k l m     | a:3 b:3 c:2 d:1 e:0 f:0 g:0 h:0 i:0 j:0 k:1 l:1 m:2 | 0.565820 | 0.645029 | 0.9 | 1 | 0.428571 | 0.857143
          """)
  void measures_ofARanking_areThoseComputedByHand(
      String found,
      String judged,
      double ndcg,
      double condensed,
      double share,
      double mrr,
      double recall10,
      double recall100) {
    Map<Measure, Double> scores = Measure.all(new Ranking(words(found), grades(judged)));

    assertThat(scores.values())
        .usingElementComparator(RankingTest::compareRounded)
        .containsExactly(ndcg, condensed, share, mrr, recall10, recall100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void ndcg_whenRowsOfOneGradeChangePlaces_staysTheSame(int seed) {
    Random chance = new Random(seed);
    Map<String, Integer> grades = randomGrades(chance);
    List<String> rows = shuffled(grades, chance);
    List<String> other = new ArrayList<>(rows);
    int swaps = 0;
    for (int i = 0; i < rows.size(); i++) {
      int with = chance.nextInt(rows.size());
      if (i != with && grades.get(other.get(i)).equals(grades.get(other.get(with)))) {
        Collections.swap(other, i, with);
        swaps++;
      }
    }

    assertThat(swaps).isPositive();
    assertThat(new Ranking(other, grades).ndcg(10))
        .isEqualTo(new Ranking(rows, grades).ndcg(10))
        .isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void perfectRanking_scoresOne_andAnyOtherLess(int seed) {
    Random chance = new Random(seed);
    Map<String, Integer> grades = randomGrades(chance);
    List<String> best = shuffled(grades, chance);
    best.sort(Comparator.comparing(grades::get).reversed());
    List<String> worst = best.reversed();

    assertThat(new Ranking(best, grades).ndcg(10)).isCloseTo(1, within(1e-12));
    assertThat(new Ranking(worst, grades).ndcg(10)).isLessThan(0.9);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "11, 10", "9, 10"})
  void reciprocalRank_countsAsFarAsItsDepth(int place, int depth) {
    List<String> rows = new ArrayList<>();
    for (int i = 1; i < place; i++) {
      rows.add("other" + i);
    }
    rows.add("a");

    assertThat(new Ranking(rows, Map.of("a", 1)).reciprocalRank(depth))
        .isEqualTo(place <= depth ? 1.0 / place : 0);
  }

  private static int compareRounded(Double one, Double other) {
    return Math.abs(one - other) < 1e-6 ? 0 : Double.compare(one, other);
  }

  private static Map<String, Integer> randomGrades(Random chance) {
    Map<String, Integer> grades = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      grades.put("row" + i, i < 4 ? i : chance.nextInt(4));
    }
    return grades;
  }

  private static List<String> shuffled(Map<String, Integer> grades, Random chance) {
    List<String> rows = new ArrayList<>(grades.keySet());
    Collections.sort(rows);
    Collections.shuffle(rows, chance);
    return rows;
  }

  static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  static Map<String, Integer> grades(String text) {
    Map<String, Integer> grades = new HashMap<>();
    Arrays.stream(text.split(" "))
        .map(each -> each.split(":"))
        .forEach(pair -> grades.put(pair[0], Integer.valueOf(pair[1])));
    return grades;
  }
}
