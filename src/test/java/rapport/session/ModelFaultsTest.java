package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.session.DemoShop.record;
import static rapport.session.DemoShop.stored;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.untilSeen;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.testing.ChatClient;
import rapport.testing.Management;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.Sse;
import rapport.testing.TestGateway;
import rapport.testing.Words;

/** A model server that does everything wrong, as clients of the gateway see it. */
class ModelFaultsTest {
  private static final String[] SHORT_PATIENCE = {
    "RAPPORT_LLM_FIRST_TOKEN_TIMEOUT", "400ms",
    "RAPPORT_LLM_IDLE_TIMEOUT", "300ms",
    "RAPPORT_LLM_TOTAL_TIMEOUT", "1500ms"
  };

  /** One try, and an error when it fails; never so bad that the model is left alone. */
  private static final String[] NO_HELP = {
    "RAPPORT_LLM_FIRST_TOKEN_TIMEOUT", "400ms",
    "RAPPORT_LLM_IDLE_TIMEOUT", "300ms",
    "RAPPORT_LLM_TOTAL_TIMEOUT", "1500ms",
    "RAPPORT_LLM_RETRIES", "0",
    "RAPPORT_LLM_LAST_RESORT", "none"
  };

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    model.always(Script.words("Here", "again."));
    gateway = TestGateway.on(DemoShop.database(), DemoShop.settings(model, NO_HELP));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  static Stream<Arguments> wordless() {
    return Stream.of(
        Arguments.of("400", Script.error(400, "bad parameter"), "upstream_failed"),
        Arguments.of(
            "429", Script.error(429, "slow down").header("retry-after-ms", "7"), "overloaded"),
        Arguments.of("500", Script.error(500, "oops"), "upstream_failed"),
        Arguments.of("a web page", Script.html(), "upstream_failed"),
        Arguments.of("silence", Script.silence(), "timeout"),
        Arguments.of("headers, then silence", Script.headersThenSilence(), "timeout"),
        Arguments.of("a cut before words", Script.tokens(3).closeAfter(0), "upstream_failed"),
        Arguments.of("a reset before words", Script.tokens(3).resetAfter(0), "upstream_failed"),
        Arguments.of("broken events", Script.raw("data: {\"choices\": [\n\n"), "upstream_failed"),
        Arguments.of("no events", Script.raw("one two three\n\n"), "upstream_failed"),
        Arguments.of("an end without words", Script.raw("data: [DONE]\n\n"), "upstream_failed"),
        Arguments.of("an empty stream", Script.raw(""), "upstream_failed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wordless")
  void model_failsWithoutWords_endsTheTurnInAnErrorAndTheConversationGoesOn(
      String name, Script script, String code) {
    model.next(script);
    JsonObject welcome;
    String turn;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      turn = client.await("ack").getString("turn");
      JsonObject error = client.await("error");
      assertThat(error.getString("turn")).isEqualTo(turn);
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getInteger("retry_after_ms")).isEqualTo(name.equals("429") ? 7 : null);
      assertThat(types(client)).doesNotContain("token", "done").contains("question");
    }
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
      JsonObject error = client.await("error");
      assertThat(error.getString("turn")).isEqualTo(turn);
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(types(client))
          .as("in their order")
          .startsWith("welcome", "question")
          .endsWith("error");
      goesOn(client);
    }
    String conversation = welcome.getString("conversation");
    assertThat(finishes(conversation)).containsExactly(code, "stop");
    assertThat(record(DemoShop.database(), conversation)).containsOnlyOnce("done");
  }

  static Stream<Arguments> withWords() {
    Buffer half = Buffer.buffer("data: {\"choices\":[{\"delta\":{\"content\":\"wor");
    return Stream.of(
        Arguments.of("a cut", afterSources(9).closeAfter(3)),
        Arguments.of("a reset", afterSources(9).resetAfter(3)),
        Arguments.of("a cut in a token", afterSources(9).closeAfter(3, half)),
        Arguments.of("an end without a terminal event", afterSources(9).endAfter(3)),
        Arguments.of("broken JSON", afterSources(9).endAfter(3, Sse.data("{\"choices\": ["))),
        Arguments.of("an error in the stream", afterSources(9).endAfter(3, error())),
        Arguments.of("a stall", Script.steps(stall())));
  }

  /** Words of a model that takes its time: what breaks off sooner is an answer without words. */
  private static Words afterSources(int count) {
    return Script.tokens(count).firstAfter(ms(60));
  }

  private static Buffer error() {
    return Sse.data(Sse.error("overloaded").encode());
  }

  private static List<Script.Step> stall() {
    return List.of(
        new Script.Step.Wait(ms(60)),
        new Script.Step.Write(Sse.chunk("word0 "), 1),
        new Script.Step.Write(Sse.chunk("word1 "), 1),
        new Script.Step.Write(Sse.chunk("word2 "), 1),
        new Script.Step.Hang());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withWords")
  void model_failsAfterWords_keepsThemAsInterruptedAndTheConversationGoesOn(
      String name, Script script) {
    model.next(script);
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("interrupted");
      assertThat(done.getString("text")).isEqualTo("word0 word1 word2 ");
      assertThat(client.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      assertThat(types(client)).doesNotContain("error");
      goesOn(client);
      String conversation = client.heard().getFirst().getString("conversation");
      assertThat(finishes(conversation)).containsExactly("interrupted", "stop");
    }
  }

  @Test
  void model_thatGoesOnForEver_isStoppedByTheTotalTime() {
    model.next(Script.endless(ms(20)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("interrupted");
      await(model.lastRequest().closed());
      goesOn(client);
    }
  }

  @Test
  void failedTurn_ofAConversationThatStaysOpen_isToldToWhoJoinsAndToWhoAsksAgain() {
    model.next(Script.error(500, "oops"));
    try (ChatClient first = ChatClient.join(gateway.port())) {
      first.ask("q1", QUESTION);
      String turn = first.await("error").getString("turn");
      try (ChatClient second = ChatClient.resume(gateway.port(), first.heard().getFirst(), 0)) {
        assertThat(second.await("error").getString("turn")).isEqualTo(turn);
      }
      first.ask("q1", QUESTION);
      assertThat(first.await("ack").getBoolean("duplicate")).isTrue();
      assertThat(first.await("error").getString("turn")).isEqualTo(turn);
      goesOn(first);
      try (ChatClient third = ChatClient.resume(gateway.port(), first.heard().getFirst(), 0)) {
        third.await("done");
        assertThat(types(third)).as("an error of long ago").doesNotContain("error");
      }
    }
  }

  @Test
  void modelServer_thatIsNotThere_isAnErrorAndReadinessSaysSo() {
    Map<String, String> settings = DemoShop.settings("http://127.0.0.1:9/v1", NO_HELP);
    try (TestGateway alone = TestGateway.on(DemoShop.database(), settings);
        ChatClient client = ChatClient.join(alone.port())) {
      for (String id : List.of("q1", "q2", "q3")) {
        client.ask(id, QUESTION);
        String turn = client.await("ack").getString("turn");
        JsonObject error = client.await("error");
        assertThat(error.getString("code")).isEqualTo("unavailable");
        assertThat(error.getString("turn")).isEqualTo(turn);
      }
      JsonObject checks = Management.readiness(alone.managementPort()).getJsonObject("checks");
      assertThat(checks.getJsonObject("model").getString("reason")).contains("cannot be reached");
      noTurnIsLeft(alone);
    }
  }

  /** Nobody is there, then it is known that nobody is there, then somebody comes. */
  @Test
  void modelServer_thatIsAway_isReplacedByTheRowsAndTheAnswerSaysSo() {
    Map<String, String> settings = DemoShop.settings("http://127.0.0.1:9/v1", SHORT_PATIENCE);
    try (TestGateway alone = TestGateway.on(DemoShop.database(), settings);
        ChatClient client = ChatClient.join(alone.port())) {
      assertThat(degraded(client, "q1", "done")).isEqualTo("the model cannot be reached");
      for (int i = 2; Management.metric(alone.managementPort(), CLOSED) == 0; i++) {
        assertThat(degraded(client, "q" + i, "done")).isNotNull();
      }
      assertThat(degraded(client, "last", "sources"))
          .as("known before the first word")
          .isEqualTo("the model is left alone after failures");
      assertThat(Management.isReady(alone.managementPort())).isTrue();
      JsonObject checks = Management.readiness(alone.managementPort()).getJsonObject("checks");
      assertThat(checks.getJsonObject("model").getString("reason"))
          .contains("rows alone", "cannot be reached");
      noTurnIsLeft(alone);
    }
  }

  private static final String CLOSED = "rapport_model_servers_closed";

  /** Asks, waits for a whole answer, and tells what one of its frames says is left out. */
  private static String degraded(ChatClient client, String id, String frame) {
    client.ask(id, QUESTION);
    String turn = client.await("ack").getString("turn");
    JsonObject done = client.await("done");
    assertThat(done.getString("finish")).isEqualTo("stop");
    assertThat(done.getString("text")).isNotBlank().isEqualTo(client.joined(turn));
    return client.heard().stream()
        .filter(heard -> turn.equals(heard.getString("turn")))
        .filter(heard -> frame.equals(heard.getString("type")))
        .map(heard -> heard.getString("degraded", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void modelServer_thatFailsOnce_isAskedAgainUnheard() {
    ScriptedModelServer shaky = await(ScriptedModelServer.start(vertx));
    shaky.next(Script.error(503, "later")).always(Script.words("Here", "again."));
    try (TestGateway alone =
            TestGateway.on(DemoShop.database(), DemoShop.settings(shaky, SHORT_PATIENCE));
        ChatClient client = ChatClient.join(alone.port())) {
      client.ask("q1", QUESTION);
      JsonObject done = client.await("done");
      assertThat(done.getString("text")).isEqualTo("Here again.");
      assertThat(done.containsKey("degraded")).isFalse();
      assertThat(shaky.requests()).hasSize(2);
    }
  }

  private static void goesOn(ChatClient client) {
    client.ask("q2", QUESTION);
    client.await("ack");
    JsonObject done = client.await("done");
    assertThat(done.getString("text")).isEqualTo("Here again.");
    assertThat(done.getString("finish")).isEqualTo("stop");
    noTurnIsLeft(gateway);
  }

  private static void noTurnIsLeft(TestGateway gateway) {
    untilSeen(
        vertx, () -> Management.metric(gateway.managementPort(), "rapport_turns_running") == 0);
  }

  private static List<String> finishes(String conversation) {
    return stored(
        DemoShop.database(),
        "select finish from turn where conversation = ? order by seq",
        conversation);
  }

  private static List<String> types(ChatClient client) {
    return client.heard().stream().map(frame -> frame.getString("type")).toList();
  }
}
