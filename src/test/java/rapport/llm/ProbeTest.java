package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.life.CheckResult;

class ProbeTest extends OpenAiTest {
  @Test
  void aServerThatAnswersIsThere() {
    assertThat(await(model.check()))
        .isEqualTo(CheckResult.ok("model", "scripted at " + server.url()));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500})
  void anyAnswerWillDo(int status) {
    server.modelsStatus(status);
    assertThat(await(model.check()).ok()).isTrue();
  }

  @Test
  void aWrongKeyIsAReason() {
    server.modelsStatus(401);
    CheckResult result = await(model.check());
    assertThat(result.ok()).isFalse();
    assertThat(result.reason()).contains("401").contains("llm.api-key").doesNotContain("sk-secret");
  }

  @Test
  void aServerThatIsNotThereIsAReason() {
    await(server.close());
    CheckResult result = await(model.check());
    assertThat(result.ok()).isFalse();
    assertThat(result.reason()).contains("cannot be reached");
  }

  @Test
  void whatWasSeenIsSeenForAWhile() {
    assertThat(await(model.check()).ok()).isTrue();
    server.modelsStatus(401);
    assertThat(await(model.check()).ok()).isTrue();
  }

  @Test
  void closingTwiceIsNothing() {
    await(model.close());
    await(model.close());
    assertThat(await(model.check()).ok()).isFalse();
  }
}
