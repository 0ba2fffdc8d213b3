package rapport.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpactsTest {
  @Test
  void word_countsMoreInFieldsThatCountMore() {
    Map<String, Double> impacts =
        new Impacts()
            .add(List.of("lamp", "desk"), 4, 10)
            .add(List.of("warm", "lamp"), 1, 10)
            .byWord();
    assertThat(impacts.get("lamp")).isGreaterThan(impacts.get("desk"));
    assertThat(impacts.get("desk")).isGreaterThan(impacts.get("warm"));
  }

  @Test
  void fieldOfUsualLength_hasTheValueOfTheFormula() {
    // 3 / (1 - 0.75 + 0.75 * 2 / 2) = 3; 3 / (3 + 1.2)
    Map<String, Double> impacts = new Impacts().add(List.of("a", "b"), 3, 2).byWord();
    assertThat(impacts.get("a")).isCloseTo(3 / 4.2, within(1e-9));
  }

  @Test
  void longField_countsLessForEachWord() {
    Map<String, Double> brief = new Impacts().add(List.of("a"), 1, 2).byWord();
    Map<String, Double> wordy = new Impacts().add(List.of("a", "b", "c", "d"), 1, 2).byWord();
    assertThat(wordy.get("a")).isLessThan(brief.get("a"));
  }

  @Test
  void repetition_counts_butLessAndLess() {
    double once = new Impacts().add(List.of("a", "x", "x"), 1, 3).byWord().get("a");
    double twice = new Impacts().add(List.of("a", "a", "x"), 1, 3).byWord().get("a");
    double thrice = new Impacts().add(List.of("a", "a", "a"), 1, 3).byWord().get("a");
    assertThat(twice).isGreaterThan(once);
    assertThat(thrice - twice).isPositive().isLessThan(twice - once);
    assertThat(thrice).isLessThan(1);
  }

  @Test
  void literal_hasItsIndicesOnceAndInOrder() {
    String literal = SparseWords.of(Map.of("lamp", 0.5, "desk", 0.25)).literal();
    assertThat(literal).matches("\\{\\d+:0\\.\\d+,\\d+:0\\.\\d+}/1000000000");
    assertThat(SparseWords.dimension("lamp")).isEqualTo(SparseWords.dimension("lamp"));
    assertThat(SparseWords.of(Map.of()).literal()).isEqualTo("{}/1000000000");
  }

  @Test
  void dimensions_areSpread() {
    long different =
        java.util.stream.IntStream.range(0, 10_000)
            .map(i -> SparseWords.dimension("word" + i))
            .peek(d -> assertThat(d).isBetween(1, 1_000_000_000))
            .distinct()
            .count();
    assertThat(different).isGreaterThan(9_990);
  }
}
