package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunTest {
  @Test
  void means_leaveOutQueriesWithNothingRelevant() {
    Run run = Shop.run(Shop.BAD);

    // 0.788377 computed by hand for q1, (2/log2(3) + 1/log2(4)) / (2 + 1/log2(3)) for q2, 0 for q4
    assertThat(run.estimate(Measure.NDCG_10).mean())
        .isCloseTo((0.788377 + 0.669673 + 0) / 3, within(1e-6));
    assertThat(run.meanOfAll(Measure.NDCG_10))
        .isCloseTo((0.788377 + 0.669673 + 0 + 0) / 4, within(1e-6));
    assertThat(run.notes())
        .containsExactly(
            "1 of 5 queries have no judgements and were not asked.",
            "1 of 4 queries have nothing relevant and are left out.");
  }

  @Test
  void times_areThoseOfEveryQueryAsked() {
    assertThat(Shop.run(Shop.BAD).times()).isEqualTo(new Times(2, 9, 15 / 4.0));
  }

  @Test
  void percentiles_areTimesThatWereTaken() {
    JudgedSet set = setOf(200);
    Run run =
        Run.of(
            Shop.SETUP,
            set,
            text -> new Search.Found(List.of(), Double.parseDouble(text.split(" ")[0]), null));

    assertThat(run.times()).isEqualTo(new Times(100, 198, 100.5));
  }

  @Test
  void warmUp_asksOtherTextsThanTheQueries_fromAllOverTheSet() {
    List<String> asked = new ArrayList<>();
    JudgedSet set = setOf(200);

    Run.of(
        Shop.SETUP,
        set,
        text -> {
          asked.add(text);
          return new Search.Found(List.of(), 1, null);
        });

    List<String> queries = set.queries().stream().map(JudgedQuery::text).toList();
    assertThat(asked.subList(0, 10))
        .contains("1 2", "101 102", "181 182")
        .doesNotContainAnyElementsOf(queries);
    assertThat(asked.subList(10, asked.size())).isEqualTo(queries);
  }

  @Test
  void warmUp_ofVeryLongTexts_isShort() {
    List<String> asked = new ArrayList<>();
    JudgedSet set =
        new JudgedSet(List.of(Shop.query("q", "\uD83D\uDE00".repeat(2_000), "a:1")), List.of());

    Run.of(
        Shop.SETUP,
        set,
        text -> {
          asked.add(text);
          return new Search.Found(List.of(), 1, null);
        });

    assertThat(asked.getFirst()).isEqualTo("\uD83D\uDE00".repeat(400));
  }

  @Test
  void searchesThatLeftSomethingOut_areNoted() {
    Run run =
        Run.of(
            Shop.SETUP,
            Shop.SET,
            text -> new Search.Found(List.of(), 1, text.equals("unicorn") ? "no encoder" : null));

    assertThat(run.notes()).contains("1 of 4 searches left something out: no encoder.");
  }

  @Test
  void worst_areThoseThatCanScore_worstFirst() {
    assertThat(Shop.run(Shop.BAD).worst(2)).extracting(Scored::id).containsExactly("q4", "q2");
  }

  private static JudgedSet setOf(int size) {
    return new JudgedSet(
        IntStream.rangeClosed(1, size)
            .mapToObj(i -> Shop.query("q" + i, Integer.toString(i), "a:1"))
            .toList(),
        List.of());
  }
}
