package rapport.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairLimiterTest {
  @Test
  void oneParty_getsItsShare_andOthersTheRest() {
    FairLimiter limiter = new FairLimiter(10, 0.6);
    for (int i = 0; i < 6; i++) {
      assertThat(limiter.tryAcquire("a")).isPresent();
    }
    assertThat(limiter.tryAcquire("a")).isEmpty();
    assertThat(limiter.isFull()).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(limiter.tryAcquire("b")).isPresent();
    }
    assertThat(limiter.tryAcquire("c")).isEmpty();
    assertThat(limiter.isFull()).isTrue();
    assertThat(limiter.taken()).isEqualTo(10);
  }

  @Test
  void permit_givenBackTwice_countsOnce_andAPartyWithoutAnyIsForgotten() {
    FairLimiter limiter = new FairLimiter(2, 0.5);
    Permit permit = limiter.tryAcquire("a").orElseThrow();
    assertThat(permit.party()).isEqualTo("a");
    assertThat(limiter.tryAcquire("a")).isEmpty();
    permit.release();
    permit.release();
    assertThat(limiter.taken()).isZero();
    assertThat(limiter.parties()).isZero();
    assertThat(limiter.tryAcquire("a")).isPresent();
  }

  @Test
  void partyThatIsRefused_isNotRemembered() {
    FairLimiter limiter = new FairLimiter(0, 1);
    assertThat(limiter.tryAcquire("a")).isEmpty();
    assertThat(limiter.parties()).isZero();
  }

  @Test
  void smallestShare_isOnePermit() {
    FairLimiter limiter = new FairLimiter(2, 0.01);
    assertThat(limiter.tryAcquire("a")).isPresent();
    assertThat(limiter.tryAcquire("a")).isEmpty();
  }
}
