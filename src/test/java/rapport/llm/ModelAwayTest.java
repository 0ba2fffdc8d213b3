package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.until;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.fault.Fault;
import rapport.life.CheckResult;
import rapport.telemetry.Telemetry;
import rapport.testing.HeardGeneration;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;

/** Servers that are away for longer than one question. */
class ModelAwayTest extends OpenAiTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/v1");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private void use(boolean lastResort, Duration breakerWait, URI... servers) {
    await(model.close());
    Persistence how =
        new Persistence(
            2, lastResort, breakerWait, most -> 0, new RetryBudget(), new Telemetry(registry));
    model =
        new OpenAiModel(vertx, List.of(servers).stream().map(u -> settings(u, 8)).toList(), how);
  }

  @Test
  void serverThatKeepsFailing_isLeftAlone_andTriedAgainWithOneQuestion() {
    use(true, ms(400), server.url());
    server.always(Script.error(503, "later"));
    for (int i = 0; i < 40; i++) {
      assertThat(hear(model).degraded()).isNotNull();
      if (model.closedServers() == 1) {
        break;
      }
    }
    int asked = server.requests().size();
    assertThat(asked).isBetween(5, 8);
    server.always(Script.words("Here", "again."));
    until(vertx, () -> hearsItself());
    assertThat(model.closedServers()).isZero();
    assertThat(registry.get("rapport.model.degraded").counter().count()).isPositive();
    assertThat(registry.get("rapport.model.retries").counter().count()).isPositive();
  }

  private boolean hearsItself() {
    return pending.stream().anyMatch(h -> h.isOver() && h.degraded() == null) || askAgain();
  }

  private final List<HeardGeneration> pending = new ArrayList<>();

  private boolean askAgain() {
    if (pending.isEmpty() || pending.getLast().isOver()) {
      pending.add(hear());
    }
    return false;
  }

  @Test
  void serverInTrouble_isNotGivenMuchMoreWork() {
    use(true, Duration.ofMillis(1), server.url());
    Script fails = Script.error(503, "later");
    Script works = Script.words("fine");
    int questions = 100;
    for (int i = 0; i < questions; i++) {
      // Fails often enough to use up what there is to ask again with, not to be left alone.
      server.always(i % 2 == 0 ? fails : works);
      hear(model);
    }
    assertThat(server.requests().size()).isLessThanOrEqualTo(questions * 12 / 10 + 10);
  }

  @Test
  void serverThatSaysWhen_isNotAskedBefore() {
    use(true, ms(400), server.url());
    server.next(Script.error(429, "slow down").header("Retry-After", "30"));
    assertThat(hear(model).degraded()).isEqualTo("the model is busy");
    assertThat(hear(model).degraded()).isEqualTo("the model is left alone after failures");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void serverThatSaysWhen_withoutALastResort_passesItOn() {
    use(false, ms(400), server.url());
    server.next(Script.error(429, "slow down").header("Retry-After", "30"));
    assertThat(hear(model).failure().retryAfter()).contains(Duration.ofSeconds(30));
    HeardGeneration next = hear(model);
    assertFailed(next, Fault.UNAVAILABLE);
    assertThat(next.failure().retryAfter().orElseThrow()).isBetween(ms(20_000), ms(31_000));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403})
  void serverThatWantsAnotherKey_isLeftAlone(int status) {
    use(true, ms(400), server.url());
    server.next(Script.error(status, "no"));
    assertThat(hear(model).degraded()).isEqualTo("the model did not answer");
    assertThat(hear(model).degraded()).isNotNull();
    assertThat(server.requests()).hasSize(1);
    assertThat(model.closedServers()).isEqualTo(1);
  }

  @Test
  void secondServer_answersWhenTheFirstRefuses_andIsAskedAtOnceWhenTheFirstIsLeftAlone() {
    ScriptedModelServer second = await(ScriptedModelServer.start(vertx));
    use(true, ms(400), server.url(), second.url());
    server.always(Script.error(401, "no"));
    for (int i = 0; i < 3; i++) {
      HeardGeneration heard = hear(model);
      assertThat(heard.text()).isEqualTo("Hello from the model.");
      assertThat(heard.degraded()).isNull();
    }
    assertThat(server.requests()).hasSize(1);
    assertThat(second.requests()).hasSize(3);
  }

  @Test
  void fullServer_letsTheRowsAnswerAtOnce_andSaysSoBeforeTheFirstWord() {
    await(model.close());
    Persistence how =
        new Persistence(2, true, ms(400), most -> 0, new RetryBudget(), Telemetry.none());
    model = new OpenAiModel(vertx, List.of(settings(server.url(), 1)), how);
    server.always(Script.words("busy", "busy").stallAfter(1));
    HeardGeneration running = hear();
    until(vertx, () -> !running.deltas().isEmpty());
    HeardGeneration waiting = hear();
    await(waiting.with(g -> {}));
    HeardGeneration refused = hear();
    await(refused.over());
    assertThat(refused.degraded()).isEqualTo("too many answers at once");
    assertThat(server.requests()).hasSize(1);
    await(running.with(Generation::cancel));
    await(waiting.with(Generation::cancel));
  }

  @Test
  void answerThatWaitsForAStreamForTooLong_isTheRows_andSaysWhy() {
    await(model.close());
    Persistence how =
        new Persistence(2, true, ms(400), most -> 0, new RetryBudget(), Telemetry.none());
    OpenAiSettings patientExceptHere =
        new OpenAiSettings(
            server.url(), "m", null, 300, 1, ms(100), ms(5_000), ms(5_000), ms(20_000));
    model = new OpenAiModel(vertx, List.of(patientExceptHere), how);
    server.always(Script.words("busy", "busy").stallAfter(1));
    HeardGeneration running = hear();
    until(vertx, () -> !running.deltas().isEmpty());
    long asked = System.nanoTime();
    HeardGeneration waiting = hear(model);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isBetween(ms(100), ms(2_000));
    assertThat(waiting.degraded()).isEqualTo("too many answers at once");
    assertThat(waiting.text()).isNotBlank();
    await(running.with(Generation::cancel));
    server.always(Script.words("Here", "again."));
    assertThat(hear(model).text()).isEqualTo("Here again.");
    until(vertx, () -> model.freeSlots() == 1);
  }

  @Test
  void cancelling_whileWaitingToAskAgain_asksNoMore() {
    use(true, ms(400), server.url());
    server.always(Script.error(429, "slow down").header("Retry-After", "1"));
    HeardGeneration heard = hear();
    until(vertx, () -> model.freeSlots() == 8 && model.closedServers() == 1);
    await(heard.with(Generation::cancel));
    rapport.testing.Waiting.pass(vertx, ms(1_300));
    assertThat(server.requests()).hasSize(1);
    assertThat(heard.isOver()).isFalse();
  }

  @Test
  void readiness_holdsWithoutAModel_whereTheRowsCanAnswer() {
    use(true, ms(400), NOBODY);
    CheckResult ready = await(model.check());
    assertThat(ready.ok()).isTrue();
    assertThat(ready.reason()).contains("catalogue's rows alone", "cannot be reached");
    use(false, ms(400), NOBODY);
    assertThat(await(model.check()).ok()).isFalse();
    use(false, ms(400), NOBODY, server.url());
    assertThat(await(model.check()).ok()).isTrue();
  }

  private HeardGeneration hear(OpenAiModel asked) {
    HeardGeneration heard = HeardGeneration.to(vertx, asked, PROMPT);
    await(heard.over());
    return heard;
  }
}
