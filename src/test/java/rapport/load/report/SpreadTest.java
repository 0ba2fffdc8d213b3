package rapport.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private final Random random = new Random(7);

  @RepeatedTest(20)
  void median_leavesAsManyBelowAsAbove() {
    List<Double> values = values(1 + random.nextInt(12));
    double median = Spread.of(values).median();
    assertThat(values.stream().filter(value -> value < median).count())
        .isLessThanOrEqualTo(values.size() / 2);
    assertThat(values.stream().filter(value -> value > median).count())
        .isLessThanOrEqualTo(values.size() / 2);
  }

  @RepeatedTest(20)
  void order_ofRounds_doesNotMatter() {
    List<Double> values = values(9);
    Spread one = Spread.of(values);
    Collections.shuffle(values, random);
    assertThat(Spread.of(values)).isEqualTo(one);
  }

  @RepeatedTest(20)
  void ratio_andItsReverse_makeOne() {
    Spread one = Spread.of(values(5));
    Spread other = Spread.of(values(4));
    assertThat(one.ratioTo(other) * other.ratioTo(one)).isCloseTo(1, within(1e-12));
    assertThat(one.ratioTo(one)).isEqualTo(1);
  }

  @Test
  void ratio_doesNotDependOnTheUnit() {
    List<Double> values = values(5);
    Spread other = Spread.of(values(5));
    Spread thousandfold = Spread.of(values.stream().map(value -> value * 1000).toList());
    assertThat(thousandfold.ratioTo(other) / 1000)
        .isCloseTo(Spread.of(values).ratioTo(other), within(1e-9));
  }

  @Test
  void roundsWithoutValue_doNotCount() {
    Spread spread = Spread.of(List.of(3.0, Double.NaN, 1.0));
    assertThat(spread.count()).isEqualTo(2);
    assertThat(spread.median()).isEqualTo(2);
    assertThat(spread.min()).isEqualTo(1);
    assertThat(spread.max()).isEqualTo(3);
  }

  @Test
  void noRounds_haveNoFigures_andOverlapNothing() {
    Spread none = Spread.of(List.of());
    Spread some = Spread.of(List.of(1.0));
    assertThat(none.median()).isNaN();
    assertThat(none.ratioTo(some)).isNaN();
    assertThat(some.ratioTo(none)).isNaN();
    assertThat(none.overlaps(some)).isFalse();
    assertThat(some.ratioTo(Spread.of(List.of(0.0)))).isNaN();
  }

  @Test
  void overlap_isMutual_andEndsWhereRoundsEnd() {
    Spread low = Spread.of(List.of(1.0, 2.0));
    Spread high = Spread.of(List.of(2.0, 3.0));
    Spread higher = Spread.of(List.of(2.1, 3.0));
    assertThat(low.overlaps(high)).isTrue();
    assertThat(high.overlaps(low)).isTrue();
    assertThat(low.overlaps(higher)).isFalse();
    assertThat(higher.overlaps(low)).isFalse();
  }

  private List<Double> values(int count) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(0.1 + random.nextDouble() * 100);
    }
    return values;
  }
}
