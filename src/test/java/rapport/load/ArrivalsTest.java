package rapport.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration LONG = Duration.ofSeconds(1_000);

  @Test
  void steadyRate_isKept_andWaitsAreExponential() {
    List<Double> at = seconds(List.of(Stage.rate(LONG, 20)), 1);

    assertThat(at.size()).isCloseTo(20_000, within(500));
    double shorterThanMean = 0;
    for (int i = 1; i < at.size(); i++) {
      shorterThanMean += at.get(i) - at.get(i - 1) < 0.05 ? 1 : 0;
    }
    assertThat(shorterThanMean / at.size()).isCloseTo(1 - Math.exp(-1), within(0.02));
  }

  @Test
  void ramp_hasAQuarterOfItsQuestions_inItsFirstHalf() {
    List<Double> at = seconds(List.of(Stage.ramp(LONG, 0, 40)), 1);

    assertThat(at.size()).isCloseTo(20_000, within(500));
    assertThat(at.stream().filter(each -> each < 500).count() / (double) at.size())
        .isCloseTo(0.25, within(0.02));
  }

  @Test
  void stagesThatKeepStreams_haveNoArrivals() {
    List<Double> at =
        seconds(
            List.of(
                Stage.rate(LONG, 1),
                Stage.streams(LONG, 10, Duration.ZERO),
                Stage.ramp(LONG, 2, 0)),
            1);

    assertThat(at).noneMatch(each -> each > 1_000 && each < 2_000).allMatch(each -> each < 3_000);
    assertThat(at.stream().filter(each -> each > 2_000).count()).isCloseTo(1_000, within(120L));
  }

  @Test
  void sameSeed_isTheSameQuestionsAtTheSameTimes() {
    assertThat(seconds(List.of(Stage.rate(LONG, 1)), 7))
        .isEqualTo(seconds(List.of(Stage.rate(LONG, 1)), 7))
        .isNotEqualTo(seconds(List.of(Stage.rate(LONG, 1)), 8));
  }

  private static List<Double> seconds(List<Stage> stages, long seed) {
    Arrivals arrivals = new Arrivals(stages, seed);
    List<Double> all = new ArrayList<>();
    for (long next = arrivals.next(); next != Arrivals.NEVER; next = arrivals.next()) {
      all.add(next / 1e9);
    }
    return all;
  }
}
