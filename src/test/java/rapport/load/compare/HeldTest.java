package rapport.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.load.Second;

class HeldTest {
  private static final Duration LONGEST = Duration.ofMillis(250);

  @Test
  void shortGaps_holdAllThatThereWere() {
    assertThat(Held.of(seconds(60, 70, 60, 80), LONGEST)).isEqualTo(400);
  }

  @Test
  void oneLongSecond_isForgiven() {
    assertThat(Held.of(seconds(60, 300, 60, 80), LONGEST)).isEqualTo(400);
  }

  @Test
  void twoLongSecondsInARow_endIt() {
    assertThat(Held.of(seconds(60, 70, 300, 260, 60, 60), LONGEST)).isEqualTo(200);
  }

  @Test
  void aLongLastSecond_doesNotCount() {
    assertThat(Held.of(seconds(60, 70, 300), LONGEST)).isEqualTo(200);
  }

  @Test
  void gapsThatAreLongFromTheBeginning_holdNothing() {
    assertThat(Held.of(seconds(300, 300), LONGEST)).isZero();
  }

  /** A hundred streams more each second, with these gaps. */
  private static List<Second> seconds(double... gaps) {
    List<Second> seconds = new ArrayList<>();
    for (int i = 0; i < gaps.length; i++) {
      seconds.add(
          new Second(i + 1, 0, 0, 0, 1_000, 100 * (i + 1), gaps[i], 0, null, null, 0, null));
    }
    return seconds;
  }
}
