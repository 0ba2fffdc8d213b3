package rapport.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CostsTest {
  @Test
  void twoRuns_tellBothCosts() {
    double question = 0.007;
    double token = 12e-6;

    Costs costs =
        Costs.of(
            180, 3_600, 180 * question + 3_600 * token, 2, 80_000, 2 * question + 80_000 * token);

    assertThat(costs).isNotNull();
    assertThat(costs.millisPerQuestion()).isCloseTo(7, within(1e-6));
    assertThat(costs.microsPerToken()).isCloseTo(12, within(1e-6));
  }

  @Test
  void aRunWithoutQuestions_isTheTokensAlone() {
    Costs costs = Costs.of(100, 2_000, 1 + 0.02, 0, 50_000, 0.5);

    assertThat(costs).isNotNull();
    assertThat(costs.microsPerToken()).isCloseTo(10, within(1e-6));
    assertThat(costs.millisPerQuestion()).isCloseTo(10, within(1e-6));
  }

  @Test
  void runsWithTheSameShares_tellNothing() {
    assertThat(Costs.of(100, 2_000, 1, 200, 4_000, 2)).isNull();
  }
}
