package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.limit.Permit;
import rapport.session.Admission.Place;
import rapport.telemetry.Telemetry;
import rapport.testing.TestGateway;

class AdmissionTest {
  private static final long MILLI = 1_000_000;

  private long now;
  private double chance;

  @Test
  void sockets_areRefusedFirst_thenQuestions_andBothAreTakenAgainWhenTheLineHasMoved() {
    Admission admission = admission(Map.of());
    List<Place> waiting = new ArrayList<>();
    for (int i = 0; i < 45; i++) { // ten milliseconds each, until there is something to see
      waiting.add(admission.question("a"));
    }
    Permit socket = admission.socket("b");
    for (int i = 0; i < 10; i++) {
      waiting.add(admission.question("a"));
    }
    assertOverloaded(() -> admission.socket("b"));
    now += 600 * MILLI;
    assertOverloaded(() -> admission.question("b"));
    assertOverloaded(() -> admission.socket("b"));
    waiting.forEach(Place::served);
    admission.socket("b").release();
    admission.question("b").release();
    assertThat(admission.sockets()).isEqualTo(1);
    socket.release();
  }

  @Test
  void socketsThatAreRefused_areAskedToComeBackOneByOne_andBeyondThatByChance() {
    Admission admission = admission(Map.of("RAPPORT_CHAT_MAX_SESSIONS", "1"));
    admission.socket("a");
    for (int i = 0; i <= 625; i++) {
      assertThat(retryAfter(admission)).isEqualTo(ms(5_000 + 40L * i));
    }
    chance = 0.5;
    assertThat(retryAfter(admission)).isEqualTo(ms(45_000));
    now += 60_000 * MILLI;
    assertThat(retryAfter(admission)).isEqualTo(ms(5_000));
  }

  @Test
  void searches_giveWayToQuestions() {
    Admission admission = admission(Map.of());
    List<Place> waiting = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      waiting.add(admission.question("a"));
    }
    Permit search = admission.lookup("b");
    for (int i = 0; i < 10; i++) {
      waiting.add(admission.question("a"));
    }
    assertOverloaded(() -> admission.lookup("b"));
    admission.question("b").release();
    search.release();
    waiting.forEach(Place::served);
    admission.lookup("b").release();
  }

  @Test
  void searches_ofOneAddress_leaveRoomInTheLine() {
    Admission admission = admission(Map.of("RAPPORT_CHAT_ADDRESS_SHARE", "0.3"));
    for (int i = 0; i < 31; i++) {
      admission.lookup("a");
    }
    assertOverloaded(() -> admission.lookup("a"));
    admission.lookup("b");
  }

  @Test
  void retryAfter_isTheTimeInWhichThoseAheadAreServed_spreadUpToTwiceAsLong() {
    Admission admission = admission(Map.of("RAPPORT_CHAT_ADDRESS_SHARE", "1"));
    List<Place> waiting = new ArrayList<>();
    assertThat(fill(admission, waiting)).isBetween(ms(1_000), ms(1_020));
    chance = 0.5;
    assertThat(fill(admission, waiting)).isBetween(ms(1_500), ms(1_530));
    for (Place each : waiting) { // twice as slow as was thought
      now += 20 * MILLI;
      each.served();
    }
    chance = 0;
    waiting.clear();
    assertThat(fill(admission, waiting)).isBetween(ms(980), ms(1_040));
    assertThat(waiting).hasSizeBetween(49, 53);
  }

  @Test
  void answersBeyondMaxTurns_areRefused_untilOneHasEnded() {
    Admission admission =
        admission(Map.of("RAPPORT_CHAT_MAX_TURNS", "2", "RAPPORT_CHAT_ADDRESS_SHARE", "1"));
    Place first = admission.question("a");
    admission.question("a").served();
    assertOverloaded(() -> admission.question("b"));
    first.served();
    assertOverloaded(() -> admission.question("b"));
    first.release();
    first.release();
    admission.question("b");
    assertOverloaded(() -> admission.question("b"));
  }

  @Test
  void oneAddress_takesNeitherAllSocketsNorAllAnswers() {
    Admission admission =
        admission(
            Map.of(
                "RAPPORT_CHAT_MAX_SESSIONS", "4",
                "RAPPORT_CHAT_MAX_TURNS", "4",
                "RAPPORT_CHAT_ADDRESS_SHARE", "0.5"));
    for (int i = 0; i < 2; i++) {
      admission.socket("a");
      admission.question("a");
    }
    assertOverloaded(() -> admission.socket("a"));
    assertOverloaded(() -> admission.question("a"));
    admission.socket("b");
    admission.question("b");
  }

  @Test
  void tenThousandSockets_ofOneAddress_areLetInUnlessSettingsSayOtherwise() {
    Admission admission = admission(Map.of());
    for (int i = 0; i < 10_000; i++) {
      admission.socket("127.0.0.1");
    }
    assertThat(admission.sockets()).isEqualTo(10_000);
  }

  @Test
  void forwardedAddress_countsOnlyWhereAHeaderIsTrusted() {
    Map<String, List<String>> sent = Map.of("X-Forwarded-For", List.of("6.6.6.6", "203.0.113.7"));
    assertThat(admission(Map.of()).party("10.0.0.1", n -> sent.getOrDefault(n, List.of())))
        .isEqualTo("10.0.0.1");
    Admission trusting = admission(Map.of("RAPPORT_CHAT_ADDRESS_HEADER", "X-Forwarded-For"));
    assertThat(trusting.party("10.0.0.1", n -> sent.getOrDefault(n, List.of())))
        .isEqualTo("203.0.113.7");
    assertThat(trusting.party("10.0.0.1", n -> List.of())).isEqualTo("10.0.0.1");
  }

  private Admission admission(Map<String, String> settings) {
    return new Admission(
        TestGateway.settings(settings).chat(), 512, Telemetry.none(), () -> now, () -> chance);
  }

  private static void assertOverloaded(ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.fault()).isEqualTo(Fault.OVERLOADED);
              assertThat(refusal.retryAfter()).isPresent();
            });
  }

  private static Duration retryAfter(Admission admission) {
    return assertThatThrownBy(() -> admission.socket("b"))
        .asInstanceOf(InstanceOfAssertFactories.throwable(GatewayException.class))
        .actual()
        .retryAfter()
        .orElseThrow();
  }

  /** Asks until a question is refused. */
  private static Duration fill(Admission admission, List<Place> waiting) {
    try {
      for (int i = 0; i < 1_000; i++) {
        waiting.add(admission.question("a"));
      }
      throw new AssertionError("a thousand were let in");
    } catch (GatewayException refusal) {
      return refusal.retryAfter().orElseThrow();
    }
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
