package rapport.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppointmentsTest {
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private long now = Long.MAX_VALUE - 1_000_000; // the clock of a JVM may pass any number
  private final Appointments appointments = new Appointments(() -> now, 10, Duration.ofSeconds(30));

  @Test
  void crowdThatComesTogether_comesBackOneByOne() {
    assertThat(times(4)).containsExactly(ms(5_000), ms(5_100), ms(5_200), ms(5_300));
  }

  @Test
  void thoseWhoComeLater_areGivenTimesBehindTheOthers_andNoEarlierThanTheShortestWait() {
    times(4);
    pass(200);
    assertThat(times(2)).containsExactly(ms(5_200), ms(5_300));
    pass(60_000);
    assertThat(times(2)).containsExactly(ms(5_000), ms(5_100));
  }

  @Test
  void timesThatAreTooFarAhead_areNotGiven_untilOthersHaveCome() {
    assertThat(times(251)).last().isEqualTo(ms(30_000));
    assertThat(appointments.next(SHORTEST)).isEmpty();
    pass(150);
    assertThat(appointments.next(SHORTEST)).contains(ms(29_950));
    assertThat(appointments.next(SHORTEST)).isEmpty();
  }

  private List<Duration> times(int count) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Duration> next = appointments.next(SHORTEST);
      next.ifPresent(times::add);
    }
    return times;
  }

  private void pass(long millis) {
    now += millis * 1_000_000;
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
