package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.fault.GatewayException;

class ComparisonTest {
  private final Run bad = Shop.run(Shop.BAD);
  private final Run good = Shop.run(Shop.GOOD);

  @Test
  void comparison_isOfThePairs() {
    Comparison.Difference ndcg = Comparison.of("bad.json", bad, good).of(Measure.NDCG_10);

    assertThat(ndcg.then()).isCloseTo(0.486017, within(1e-6));
    assertThat(ndcg.now()).isCloseTo((1 + 0.669673 + 1) / 3, within(1e-6));
    assertThat(ndcg.change().mean()).isCloseTo(ndcg.now() - ndcg.then(), within(1e-12));
    assertThat(ndcg.change().low()).isZero();
    assertThat(ndcg.change().high()).isCloseTo(1, within(1e-12));
    // Of four ways to swap the two that changed, two have a difference as large.
    assertThat(ndcg.p()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void comparison_withItself_hasNoDifference() {
    Comparison comparison = Comparison.of("good.json", good, good);

    assertThat(comparison.differences().values())
        .allSatisfy(difference -> {
          assertThat(difference.change()).isEqualTo(new Estimate(0, 0, 0));
          assertThat(difference.p()).isEqualTo(1);
        });
    assertThat(comparison.mostChanged(5)).isEmpty();
    assertThat(comparison.notCompared()).isZero();
  }

  @Test
  void mostChanged_namesLossesAndGains() {
    assertThat(Comparison.of("good.json", good, bad).mostChanged(5))
        .extracting(pair -> pair.now().id())
        .containsExactly("q4", "q1");
  }

  @Test
  void queries_withOtherWordsOrJudgements_areNotCompared() {
    JudgedSet others =
        new JudgedSet(
            List.of(
                Shop.query("q1", "desk lamp", "a:3 b:2 c:1 d:1"),
                Shop.query("q2", "tent for three", "t:2 u:1"),
                Shop.SET.queries().getLast(),
                Shop.query("q9", "mug", "m:1")),
            List.of());
    Run other = Run.of(Shop.SETUP, others, text -> new Search.Found(List.of("e"), 1, null));

    Comparison comparison = Comparison.of("bad.json", bad, other);

    assertThat(comparison.pairs()).extracting(pair -> pair.now().id()).containsExactly("q4");
    assertThat(comparison.notCompared()).isEqualTo(2 + 3);
  }

  @Test
  void runs_withNothingInCommon_areRefused() {
    JudgedSet strangers = new JudgedSet(List.of(Shop.query("q9", "mug", "m:1")), List.of());
    Run other = Run.of(Shop.SETUP, strangers, text -> new Search.Found(List.of(), 1, null));

    assertThatThrownBy(() -> Comparison.of("bad.json", bad, other))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith("bad.json: no query in common with this run");
  }

  @Test
  void runs_overOtherKinds_areRefused() {
    Setup faqs = new Setup("faq", null, "in process", "queries.tsv", null);

    assertThatThrownBy(() ->
            Comparison.of("bad.json", bad, new Run(faqs, good.at(), good.queries(), List.of())))
        .isInstanceOf(GatewayException.class)
        .hasMessage("bad.json: a run over rows of kind product (expected: faq, as this run)");
  }
}
