package rapport.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final Random RANDOM = new Random(5);

  @RepeatedTest(50)
  void linear_keepsValuesAndTicksOnTheAxis() {
    double most = Math.pow(10, RANDOM.nextDouble() * 8 - 2);
    Scale scale = Scale.linear(most, 200, 10, 4);
    assertThat(scale.at(most)).isBetween(10 - 1e-6, 200.0);
    assertThat(scale.at(0)).isEqualTo(200);
    assertThat(scale.ticks()).hasSizeBetween(2, 6).isSorted();
    assertThat(scale.at(scale.ticks().getLast())).isCloseTo(10, within(1e-6));
  }

  @RepeatedTest(50)
  void log_keepsValuesAndTicksOnTheAxis() {
    double least = Math.pow(10, RANDOM.nextDouble() * 4 - 2);
    double most = least * (1 + RANDOM.nextDouble() * 1000);
    Scale scale = Scale.log(least, most, 0, 100);
    assertThat(scale.at(least)).isCloseTo(0, within(1e-6));
    assertThat(scale.at(most)).isBetween(0.0, 100 + 1e-6);
    assertThat(scale.at(0)).isEqualTo(0);
    assertThat(scale.ticks()).isSorted().allMatch(tick -> scale.at(tick) <= 100 + 1e-6);
  }

  @Test
  void labels_areMovedApart_inTheirOrder_andStayInside() {
    Labels labels = new Labels(13);
    for (int i = 0; i < 6; i++) {
      labels.add("label " + i, "blue", 100 + i);
    }
    labels.add("nowhere", "blue", Double.NaN);
    List<Labels.Label> placed = labels.placed(10, 150);
    assertThat(placed).hasSize(6);
    assertThat(placed).extracting(Labels.Label::text).isSorted();
    for (int i = 1; i < placed.size(); i++) {
      assertThat(placed.get(i).y() - placed.get(i - 1).y()).isGreaterThanOrEqualTo(13 - 1e-9);
    }
    assertThat(placed).allMatch(label -> label.y() >= 10 && label.y() <= 150);
  }

  @Test
  void figures_haveThreeDigitsThatCount() {
    assertThat(Figures.number(0.012345)).isEqualTo("0.0123");
    assertThat(Figures.number(12.345)).isEqualTo("12.3");
    assertThat(Figures.number(1234.4)).isEqualTo("1,234");
    assertThat(Figures.number(1_080_000)).isEqualTo("1,080,000");
    assertThat(Figures.number(Double.NaN)).isEqualTo("–");
    assertThat(Figures.millis(0.042)).isEqualTo("42 µs");
    assertThat(Figures.millis(2345)).isEqualTo("2.35 s");
    assertThat(Figures.ratio(0.45)).isEqualTo("0.45×");
    assertThat(Figures.ratio(Double.POSITIVE_INFINITY)).isEqualTo("–");
  }
}
