package rapport.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  @Test
  void bootstrap_ofTheSameValues_isAlwaysTheSame() {
    double[] values = new Random(1).doubles(50).toArray();

    assertThat(Resampling.bootstrap(values)).isEqualTo(Resampling.bootstrap(values.clone()));
  }

  /** A mean of 400 draws from 0 to 1 deviates by 0.2887 / 20; 1.96 of that to each side. */
  @Test
  void bootstrap_isAsWideAsTheSpreadOfTheMean() {
    double[] values = new Random(2).doubles(400).toArray();

    Estimate estimate = Resampling.bootstrap(values);

    assertThat(estimate.mean()).isEqualTo(Arrays.stream(values).average().orElseThrow());
    assertThat(estimate.mean() - estimate.low()).isCloseTo(0.0283, within(0.004));
    assertThat(estimate.high() - estimate.mean()).isCloseTo(0.0283, within(0.004));
  }

  @Test
  void bootstrap_ofOneValue_isThatValue() {
    assertThat(Resampling.bootstrap(new double[] {0.7})).isEqualTo(new Estimate(0.7, 0.7, 0.7));
  }

  /** Of the 32 ways to flip five coins, two give a sum as large as all heads. */
  @Test
  void randomisation_isHowOftenCoinsGiveAsMuch() {
    assertThat(Resampling.randomisation(new double[] {0.1, 0.2, 0.3, 0.1, 0.2}))
        .isCloseTo(2 / 32.0, within(0.01));
    assertThat(Resampling.randomisation(new double[] {-0.1, -0.2, -0.3, -0.1, -0.2}))
        .isCloseTo(2 / 32.0, within(0.01));
  }

  @Test
  void randomisation_ofNoDifference_isCertain() {
    assertThat(Resampling.randomisation(new double[5])).isEqualTo(1);
    assertThat(Resampling.randomisation(new double[] {0.1, 0.2, -0.3})).isEqualTo(1);
  }
}
