package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.session.DemoShop.record;
import static rapport.session.DemoShop.stored;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.pass;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.ChatClient;
import rapport.testing.GatewayProcess;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;

/** The gateway is a process here, and is killed as {@code kill -9} does. */
class CrashTest {
  /** A few in every run of the tests; {@code -Drapport.test.kills=200} for a night. */
  private static final int RANDOM_KILLS = Integer.getInteger("rapport.test.kills", 2);

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    gateway = startGateway();
  }

  private static GatewayProcess startGateway() {
    return GatewayProcess.start(DemoShop.database(), DemoShop.settings(model));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  private static void killAndStartAgain() {
    gateway.kill();
    gateway = startGateway();
  }

  @Test
  void turn_killedBeforeItsFirstWord_endsOnceAsInterruptedWithoutWords() {
    model.always(Script.headersThenSilence());
    JsonObject welcome;
    JsonObject ack;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      ack = client.await("ack");
      client.await("sources");
      killAndStartAgain();
    }
    endsOnceAsInterrupted(welcome, ack, "");
  }

  @Test
  void turn_killedInTheMiddleOfItsWords_endsOnceAsInterruptedWithABeginningOfThem() {
    model.always(Script.tokens(2_000).every(ms(5)));
    JsonObject welcome;
    JsonObject ack;
    String shown;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      ack = client.await("ack");
      client.await(frame -> frame.getInteger("from", 0) > 1_500, "enough of the answer");
      shown = client.joined(ack.getString("turn"));
      killAndStartAgain();
    }
    JsonObject done = endsOnceAsInterrupted(welcome, ack, shown);
    assertThat(done.getString("text")).as("what was saved on the way").isNotEmpty();
  }

  @Test
  void turns_killedAtRandomMoments_areThereOnceAndEndOnce() {
    long seed = System.nanoTime();
    System.out.println("kill -9 at random moments, seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_KILLS; i++) {
      model.always(Script.tokens(60).every(ms(10)));
      JsonObject welcome;
      try (ChatClient client = ChatClient.join(gateway.port())) {
        welcome = client.heard().getFirst();
        client.ask("q1", QUESTION);
        pass(vertx, ms(random.nextInt(400)));
        killAndStartAgain();
      }
      try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
        JsonObject joined = client.heard().getFirst();
        client.ask("q1", QUESTION);
        JsonObject ack = client.await("ack");
        String turn = ack.getString("turn");
        JsonObject done = awaitDone(client, turn);
        assertThat(record(DemoShop.database(), joined.getString("conversation")))
            .startsWith("question")
            .endsWith("done")
            .hasSizeLessThanOrEqualTo(3)
            .doesNotHaveDuplicates();
        assertThat(done.getString("finish")).isIn("stop", "interrupted");
        client.ask("q2", QUESTION);
        assertThat(client.await("ack").getLong("seq")).isEqualTo(done.getLong("seq") + 1);
      }
    }
  }

  @Test
  void question_whoseAckNeverCame_isStoredOnceWhenItIsSentAgain() {
    model.always(Script.words("Yes."));
    JsonObject welcome;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      killAndStartAgain();
      assertThat(client.heard()).hasSize(1);
    }
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
      JsonObject joined = client.heard().getFirst();
      client.ask("q1", QUESTION);
      awaitDone(client, client.await("ack").getString("turn"));
      assertThat(record(DemoShop.database(), joined.getString("conversation")))
          .containsOnlyOnce("question")
          .containsOnlyOnce("done");
    }
  }

  private static JsonObject awaitDone(ChatClient client, String turn) {
    return client.heard().stream()
        .filter(frame -> isDone(frame, turn))
        .findFirst()
        .orElseGet(() -> client.await(frame -> isDone(frame, turn), "done of " + turn));
  }

  private static boolean isDone(JsonObject frame, String turn) {
    return "done".equals(frame.getString("type")) && turn.equals(frame.getString("turn"));
  }

  private static JsonObject endsOnceAsInterrupted(
      JsonObject welcome, JsonObject ack, String shown) {
    String conversation = welcome.getString("conversation");
    String turn = ack.getString("turn");
    JsonObject done;
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
      assertThat(client.heard().getFirst().getBoolean("recovered")).isTrue();
      done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("interrupted");
      assertThat(shown).startsWith(done.getString("text"));
      assertThat(types(client.heard())).containsExactly("welcome", "question", "sources", "done");
      assertThat(client.heard().stream().skip(1).map(frame -> frame.getLong("seq")))
          .containsExactly(1L, 2L, 3L);
      client.ask("q1", QUESTION);
      JsonObject again = client.await("ack");
      assertThat(again.getString("turn")).isEqualTo(turn);
      assertThat(again.getLong("seq")).isEqualTo(ack.getLong("seq"));
      assertThat(again.getBoolean("duplicate")).isTrue();
    }
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 2, turn, shown.length())) {
      assertThat(client.await("done")).isEqualTo(done);
      assertThat(types(client.heard())).containsExactly("welcome", "done");
    }
    assertThat(record(DemoShop.database(), conversation))
        .containsExactly("question", "sources", "done");
    assertThat(
            stored(
                DemoShop.database(),
                "select finish from turn where conversation = ?",
                conversation))
        .containsExactly("interrupted");
    return done;
  }

  private static List<String> types(List<JsonObject> frames) {
    return frames.stream().map(frame -> frame.getString("type")).toList();
  }
}
