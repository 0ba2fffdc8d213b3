package rapport.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
  private static final long MILLI = 1_000_000;
  private static final int ALWAYS = 4;

  private final ArrayDeque<Permit> inLine = new ArrayDeque<>();
  private long now;
  private final WaitingLine line =
      new WaitingLine(() -> now, Duration.ofSeconds(1), 1, ALWAYS, 1_000);

  @Test
  void emptyLine_hasNoWait() {
    assertThat(line.expectedWait()).isZero();
    assertThat(line.fullness()).isZero();
  }

  @Test
  void expectedWait_isThoseAheadTimesThePaceAtWhichTheyLeave() {
    serve(100, 20);
    enter(10);
    assertThat(line.expectedWait().toMillis()).isCloseTo(200, within(5L));
    serve(100, 5);
    enter(10 - inLine.size());
    assertThat(line.expectedWait().toMillis()).isBetween(50L, 170L);
  }

  @Test
  void line_takesAsManyAsItServesInTime_andMoreWhenItIsQuicker() {
    serve(200, 50);
    assertThat(enter(1_000)).isBetween(19, 22);
    leaveAll(50);
    serve(2_000, 5);
    assertThat(enter(1_000)).isBetween(190, 215);
  }

  @Test
  void overload_ofTwiceWhatIsServed_isAnsweredAtFullPaceAndNobodyWaitsTooLong() {
    ArrayDeque<Long> since = new ArrayDeque<>();
    serve(100, 10);
    long longest = 0;
    int served = 0;
    for (int tick = 0; tick < 10_000; tick++) { // two come while one is served
      for (int i = 0; i < 2; i++) {
        if (enter(1) == 1) {
          since.add(now);
        }
      }
      now += 10 * MILLI;
      if (!since.isEmpty()) {
        longest = Math.max(longest, now - since.remove());
        inLine.remove().release();
        served++;
      }
    }
    assertThat(served).isEqualTo(10_000);
    assertThat(Duration.ofNanos(longest).toMillis()).isBetween(950L, 1_050L);
  }

  @Test
  void lineThatStands_isClosedBeforeTimeRunsOut_whateverItsPaceWas() {
    serve(100, 1);
    enter(ALWAYS + 1);
    assertThat(enter(1)).isEqualTo(1);
    now += 1_200 * MILLI;
    assertThat(enter(1)).isZero();
    assertThat(line.fullness()).isGreaterThan(1);
    leaveAll(0);
    assertThat(enter(1)).isEqualTo(1);
  }

  @Test
  void fewInLine_areLetInWhateverIsExpected() {
    serve(10, 3_000);
    assertThat(enter(100)).isEqualTo(ALWAYS);
    assertThat(line.fullness()).isGreaterThan(1);
    leaveAll(3_000);
    serve(3_000, 1);
    assertThat(enter(100)).isEqualTo(100);
  }

  @Test
  void placeGivenBackTwice_countsOnce() {
    Permit place = line.tryEnter("a").orElseThrow();
    assertThat(line.tryEnter("a")).isPresent();
    place.release();
    place.release();
    assertThat(line.waiting()).isEqualTo(1);
  }

  @Test
  void oneParty_getsItsShareOfTheTime_andOthersTheRest() {
    WaitingLine shared = new WaitingLine(() -> now, Duration.ofSeconds(1), 0.5, 0, 1_000);
    int one = 0;
    while (one < 1_000 && shared.tryEnter("a").isPresent()) {
      one++;
    }
    assertThat(one).isBetween(50, 51); // of a hundred, ten milliseconds each
    assertThat(shared.tryEnter("b")).isPresent();
  }

  @Test
  void quickLine_takesNoMoreThanFitBehindIt_andOfThemOnePartyItsShare() {
    WaitingLine quick = new WaitingLine(() -> now, Duration.ofSeconds(1), 0.5, ALWAYS, 20);
    for (int i = 0; i < 1_000; i++) { // a thousand a second
      Permit place = quick.tryEnter("a").orElseThrow();
      now += MILLI;
      place.release();
    }
    int one = 0;
    while (one < 1_000 && quick.tryEnter("a").isPresent()) {
      one++;
    }
    assertThat(one).isEqualTo(10);
    assertThat(quick.fullness()).isEqualTo(0.5);
    int other = 0;
    while (other < 1_000 && quick.tryEnter("b").isPresent()) {
      other++;
    }
    assertThat(other).isEqualTo(10);
    assertThat(quick.fullness()).isEqualTo(1);
    assertThat(quick.tryEnter("c")).isEmpty();
  }

  /** How many of {@code count} are let in. */
  private int enter(int count) {
    int before = inLine.size();
    for (int i = 0; i < count; i++) {
      line.tryEnter("a").ifPresent(inLine::add);
    }
    return inLine.size() - before;
  }

  /** One comes and is served after the other, never the line empty for long. */
  private void serve(int count, int millis) {
    for (int i = 0; i < count; i++) {
      enter(1);
      now += millis * MILLI;
      inLine.remove().release();
    }
  }

  private void leaveAll(int millis) {
    while (!inLine.isEmpty()) {
      now += millis * MILLI;
      inLine.remove().release();
    }
  }
}
