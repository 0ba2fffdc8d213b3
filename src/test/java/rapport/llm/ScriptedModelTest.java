package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.until;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.chat.Finish;
import rapport.fault.Fault;
import rapport.load.model.Script;
import rapport.load.model.ScriptFault;
import rapport.load.model.ScriptFault.Kind;
import rapport.load.model.ScriptedModel;
import rapport.testing.HeardGeneration;

/** The load lab's model, heard through the gateway's own client. */
class ScriptedModelTest {
  private static final Pattern FIRST =
      Pattern.compile("[0-9a-z]+\\.0\\.[0-9a-z]+(\\.[0-9a-z]+){2}");
  private static final Pattern LATER =
      Pattern.compile("[0-9a-z]+\\.[1-9a-z][0-9a-z]*(\\.[0-9a-z]+){2}");

  private final Vertx vertx = Vertx.vertx();
  private ScriptedModel server;
  private OpenAiModel model;

  @BeforeEach
  void start() {
    server = ScriptedModel.start(new Script(50, 200, 30, 0, 1, List.of()));
    model = new OpenAiModel(vertx, List.of(settings(server.url())), Persistence.none());
  }

  @AfterEach
  void stop() {
    await(model.close());
    server.close();
    await(vertx.close());
  }

  @Test
  void answer_isReadWhole_atTheScriptsPace() {
    long begun = System.nanoTime();
    HeardGeneration heard = hear();
    double millis = (System.nanoTime() - begun) / 1e6;

    List<String> words = words(heard);
    assertThat(words).hasSize(30);
    assertThat(words.getFirst()).matches(FIRST);
    assertThat(words.subList(1, 30)).allMatch(LATER.asMatchPredicate());
    assertThat(heard.finished().finish()).isEqualTo(Finish.STOP);
    assertThat(heard.finished().usage().outputTokens()).isEqualTo(30);
    assertThat(millis).isBetween(50 + 29 * 5.0, 600.0);
    // The model counts what it has written, so a moment after it is read.
    until(vertx, () -> server.figures().pieces() >= 30 && server.figures().running() == 0);
    assertThat(server.figures().pieces()).isEqualTo(30);
    assertThat(server.figures().running()).isZero();
  }

  @Test
  void pieces_tellWhenTheyLeft_evenlySpaced() {
    List<String> words = words(hear());

    long first = sent(words.getFirst());
    for (int i = 1; i < words.size(); i++) {
      assertThat(sent(words.get(i)) - first)
          .as("piece %d", i)
          .isBetween(i * 5_000L - 2_500, i * 5_000L + 40_000);
    }
    String[] numbers = words.getFirst().split("\\.", -1);
    long arrived = Long.parseLong(numbers[4], 36);
    assertThat(first - arrived).isBetween(50_000L, 90_000L);
  }

  @Test
  void connection_servesOneAnswerAfterAnother() {
    assertThat(words(hear())).hasSize(30);
    assertThat(words(hear())).hasSize(30);
  }

  @Test
  void allAtOnce_isReadToo() {
    server.follow(new Script(0, 0, 500, 0, 1, List.of()));

    assertThat(words(hear())).hasSize(500);
  }

  @Test
  void plannedFaults_befallTheirPieces() {
    server.follow(
        new Script(
            0,
            0,
            10,
            0,
            1,
            List.of(
                ScriptFault.at(Kind.LOSE, 1, 1),
                ScriptFault.at(Kind.DOUBLE, 3, 1),
                ScriptFault.at(Kind.SWAP, 5, 1),
                ScriptFault.at(Kind.DAMAGE, 8, 1))));

    assertThat(words(hear()).stream().map(word -> word.split("\\.", -1)[1]))
        .containsExactly("0", "2", "3", "3", "4", "6", "5", "7", "8", "9");
  }

  @Test
  void stall_isASilence() {
    server.follow(new Script(0, 1_000, 10, 0, 1, List.of(ScriptFault.stall(4, 300, 1))));

    List<String> words = words(hear());

    assertThat(words).hasSize(10);
    assertThat(sent(words.get(4)) - sent(words.get(3))).isBetween(300_000L, 400_000L);
  }

  @Test
  void cut_endsTheAnswerInAFailure() {
    server.follow(new Script(0, 500, 10, 0, 1, List.of(ScriptFault.at(Kind.CUT, 4, 1))));

    HeardGeneration heard = hear();

    assertThat(heard.failure().fault()).isEqualTo(Fault.UPSTREAM_FAILED);
    assertThat(words(heard)).hasSize(4);
  }

  @Test
  void refusal_isOverloaded_forThoseWhoAskForIt() {
    server.follow(Script.USUAL.with(ScriptFault.status(429, 1, 0).whenAsked("hello")));

    assertThat(hear().failure().fault()).isEqualTo(Fault.OVERLOADED);
  }

  @Test
  void share_ofFaults_isTheScripts() {
    server.follow(new Script(0, 0, 2, 0, 1, List.of(ScriptFault.at(Kind.LOSE, 1, 0.3))));
    int whole = 0;
    for (int i = 0; i < 200; i++) {
      whole += words(hear()).size() - 1;
    }

    assertThat(whole).isBetween(120, 160);
  }

  @Test
  void health_isFine() {
    assertThat(await(model.check()).ok()).isTrue();
  }

  private HeardGeneration hear() {
    HeardGeneration heard = HeardGeneration.to(vertx, model, OpenAiTest.PROMPT);
    await(heard.over());
    return heard;
  }

  private static List<String> words(HeardGeneration heard) {
    return List.of(heard.text().strip().split(" ", -1));
  }

  private static long sent(String word) {
    return Long.parseLong(word.split("\\.", -1)[3], 36);
  }

  private static OpenAiSettings settings(URI url) {
    Duration patience = Duration.ofSeconds(10);
    return new OpenAiSettings(
        url, "scripted", null, 600, 8, patience, patience, patience, patience);
  }
}
