package rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import rapport.chaos.Moves.Move;

class MovesTest {
  private final Moves moves = new Moves();

  @Test
  void mostInASecond_isOfTheWorstSecond_whereverItBegins() {
    for (int at : new int[] {0, 900, 1_100, 1_899, 1_900, 2_099, 5_000}) {
      moved(0, at);
    }
    assertThat(moves.mostInASecond()).isEqualTo(4); // from 1,100 on
    assertThat(moves.count()).isEqualTo(7);
  }

  @Test
  void delay_isFromBeingToldToBeingWelcome() {
    for (int i = 1; i <= 100; i++) {
      moved(1_000 * i, 1_000 * i + i);
    }
    assertThat(moves.delayMillis(0.5)).isEqualTo(50);
    assertThat(moves.delayMillis(0.99)).isEqualTo(99);
    assertThat(moves.mostInASecond()).isEqualTo(1);
  }

  @Test
  void nobody_isNone() {
    assertThat(moves.mostInASecond()).isZero();
    assertThat(moves.delayMillis(0.99)).isZero();
  }

  private void moved(long toldMillis, long welcomeMillis) {
    moves.add(
        new Move(
            TimeUnit.MILLISECONDS.toNanos(toldMillis),
            TimeUnit.MILLISECONDS.toNanos(welcomeMillis)));
  }
}
