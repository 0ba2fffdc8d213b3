package rapport.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaveTakingTest {
  private static final int ALL = 100;
  private static final Duration SPREAD = Duration.ofSeconds(10);

  private final List<Visitor> visitors = new ArrayList<>();
  private long now;
  private final LeaveTaking taking = new LeaveTaking(ALL, SPREAD, () -> now);

  LeaveTakingTest() {
    for (int i = 0; i < ALL; i++) {
      visitors.add(new Visitor());
    }
  }

  private static final class Visitor implements LeaveTaking.Guest {
    private boolean waits;
    private boolean leaving;

    @Override
    public void leave(long afterMillis) {
      assertThat(afterMillis).isBetween(0L, LeaveTaking.STEP_MILLIS);
      leaving |= !waits;
    }

    @Override
    public boolean isLeaving() {
      return leaving;
    }
  }

  private long leavingAfter(Duration time) {
    while (now < time.toNanos()) {
      now = Math.min(time.toNanos(), now + Duration.ofMillis(LeaveTaking.STEP_MILLIS).toNanos());
      taking.goOn(visitors);
    }
    return visitors.stream().filter(Visitor::isLeaving).count();
  }

  @Test
  void everybody_isToldInTurn_theFirstAtOnce_theLastWhenTheTimeIsOver() {
    assertThat(leavingAfter(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(leavingAfter(Duration.ofMillis(2_500))).isEqualTo(25);
    assertThat(leavingAfter(Duration.ofMillis(7_450))).isEqualTo(75);
    assertThat(leavingAfter(SPREAD)).isEqualTo(ALL);
  }

  @Test
  void whoGoesSooner_takesSomebodysTurn() {
    visitors.subList(50, 80).forEach(asking -> asking.leaving = true);
    assertThat(leavingAfter(Duration.ofSeconds(1))).isEqualTo(30);
    assertThat(leavingAfter(Duration.ofSeconds(3))).isEqualTo(30);
    assertThat(leavingAfter(Duration.ofSeconds(4))).isEqualTo(40);
  }

  @Test
  void whoWaitsForAnAnswer_isToldAtItsEnd_othersGoMeanwhile() {
    List<Visitor> listening = visitors.subList(0, 40);
    listening.forEach(visitor -> visitor.waits = true);
    assertThat(leavingAfter(Duration.ofSeconds(3))).isEqualTo(30);
    assertThat(leavingAfter(SPREAD)).isEqualTo(60);
    listening.forEach(visitor -> visitor.waits = false);
    assertThat(leavingAfter(SPREAD.plusSeconds(1))).as("twice as many a second").isEqualTo(80);
    assertThat(leavingAfter(SPREAD.plusSeconds(2))).isEqualTo(ALL);
  }

  @Test
  void whoCameInLast_isTold_too() {
    visitors.add(new Visitor());
    assertThat(leavingAfter(SPREAD.plusMillis(50))).isEqualTo(ALL + 1);
  }
}
