package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.session.DemoShop.record;
import static rapport.session.DemoShop.stored;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.untilSeen;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.ChatClient;
import rapport.testing.CuttableLine;
import rapport.testing.Management;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;

/** The line to the database breaks in every way a line breaks, while sockets are open. */
class DatabaseOutageTest {
  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static CuttableLine line;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    line = await(CuttableLine.to(vertx, DemoShop.database()));
    gateway =
        TestGateway.on(
            line.url(),
            DemoShop.settings(
                model, "RAPPORT_CHAT_ORPHAN_GRACE", "1s", "RAPPORT_DB_STATEMENT_TIMEOUT", "1s"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  @Test
  void question_whoseCommitWasNotHeardOf_isAnsweredWhenItIsSentAgain() {
    model.always(Script.words("Yes", "we", "do."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      String conversation = conversation(client);
      askInDoubt(client, conversation);
      client.ask("q1", QUESTION);
      JsonObject ack = client.await("ack");
      assertThat(ack.getBoolean("duplicate")).isTrue();
      assertThat(ack.getLong("seq")).isEqualTo(1);
      JsonObject done = client.await("done");
      assertThat(done.getString("turn")).isEqualTo(ack.getString("turn"));
      assertThat(done.getString("text")).isEqualTo("Yes we do.");
      assertThat(seqs(client)).containsExactly(1L, 2L, 3L);
      assertThat(record(DemoShop.database(), conversation))
          .containsExactly("question", "sources", "done");
    }
  }

  @Test
  void question_whoseCommitWasNotHeardOfAndThatNobodySendsAgain_endsInAnErrorWithItsTurn() {
    model.always(Script.words("Yes."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      String conversation = conversation(client);
      askInDoubt(client, conversation);
      JsonObject error =
          client.await(
              frame -> frame.getString("type").equals("error") && frame.containsKey("turn"),
              "the question's end");
      assertThat(error.getString("code")).isEqualTo("unavailable");
      client.await("question");
      assertThat(finishes(conversation)).containsExactly("unavailable");
      client.ask("q2", QUESTION);
      assertThat(client.await("ack").getLong("seq")).isEqualTo(2);
      assertThat(client.await("done").getLong("seq")).isEqualTo(4);
    }
  }

  /** Asks, loses the news of the commit, and cuts the line. */
  private static void askInDoubt(ChatClient client, String conversation) {
    line.loseAnswerTo(QUESTION);
    client.ask("q1", QUESTION);
    untilSeen(vertx, () -> record(DemoShop.database(), conversation).size() == 1);
    line.cut();
    JsonObject error = client.await("error");
    assertThat(error.getString("code")).isEqualTo("unavailable");
    assertThat(error.getString("id")).isEqualTo("q1");
    untilReady(true);
  }

  @Test
  void question_whileTheDatabaseStandsStill_isRefusedInTimeAndStoredOnceWhenItMoves() {
    model.always(Script.words("Yes."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      line.standStill();
      long asked = System.nanoTime();
      client.ask("q1", QUESTION);
      JsonObject error = client.await("error");
      assertThat(error.getString("code")).isEqualTo("unavailable");
      assertThat(error.getString("id")).isEqualTo("q1");
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isLessThan(8_000);
      client.ask("q1", QUESTION);
      line.moveAgain();
      String turn = client.await("ack").getString("turn");
      JsonObject end =
          client.await(
              frame ->
                  !frame.containsKey("id")
                      && turn.equals(frame.getString("turn"))
                      && List.of("done", "error").contains(frame.getString("type")),
              "its end");
      assertThat(end).isNotNull();
      assertThat(record(DemoShop.database(), conversation(client))).containsOnlyOnce("question");
    }
    untilReady(true);
  }

  @Test
  void line_thatSwallowsAnswers_isGivenUpAndTheConversationGoesOn() {
    model.always(Script.words("Yes."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      line.loseAnswerTo(QUESTION);
      client.ask("q1", QUESTION);
      assertThat(client.await("error").getString("code")).isEqualTo("unavailable");
      client.ask("q1", QUESTION);
      assertThat(client.await("ack").getLong("seq")).isEqualTo(1);
      assertThat(client.await("done").getString("text")).isEqualTo("Yes.");
      assertThat(seqs(client)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void conversation_whoseClientLeftWhileItsQuestionWasStored_isNotKept() {
    model.always(Script.headersThenSilence());
    ChatClient leaving = ChatClient.join(gateway.port());
    JsonObject welcome = leaving.heard().getFirst();
    try (ChatClient client = leaving) {
      line.loseAnswerTo(QUESTION);
      client.ask("q1", QUESTION);
      untilSeen(
          vertx, () -> record(DemoShop.database(), welcome.getString("conversation")).size() == 1);
      client.drop();
    }
    untilSeen(vertx, () -> metric("rapport_conversations_live") == 0);
    assertThat(metric("rapport_turns_running")).isZero();
    assertThat(finishes(welcome.getString("conversation"))).containsExactly("unavailable");
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
      assertThat(client.await("error").getString("code")).isEqualTo("unavailable");
    }
  }

  @Test
  void sources_whoseCommitWasNotHeardOf_areInTheRecordOnce() {
    model.always(Script.tokens(40).firstAfter(ms(300)).every(ms(5)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      String conversation = conversation(client);
      line.loseAnswerTo("\"type\":\"sources\"");
      client.ask("q1", QUESTION);
      client.await("ack");
      untilSeen(vertx, () -> record(DemoShop.database(), conversation).size() == 2);
      line.cut();
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      assertThat(client.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      assertThat(record(DemoShop.database(), conversation))
          .containsExactly("question", "sources", "done");
      assertThat(seqs(client)).containsExactly(1L, 2L, 3L);
    }
    untilReady(true);
  }

  @Test
  void end_whoseCommitWasNotHeardOf_isToldOnce() {
    model.always(Script.tokens(20).every(ms(20)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      String conversation = conversation(client);
      client.ask("q1", QUESTION);
      line.loseAnswerTo("\"type\":\"done\"");
      client.await("token");
      untilSeen(vertx, () -> record(DemoShop.database(), conversation).contains("done"));
      line.cut();
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      assertThat(client.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      client.ask("q2", QUESTION);
      assertThat(client.await("ack").getLong("seq")).isEqualTo(4);
      client.await("done");
      assertThat(seqs(client)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }
    untilReady(true);
    assertThat(Management.metric(gateway.managementPort(), "rapport_turns_running")).isZero();
  }

  private static double metric(String name) {
    return Management.metric(gateway.managementPort(), name);
  }

  private static String conversation(ChatClient client) {
    return client.heard().getFirst().getString("conversation");
  }

  private static List<String> finishes(String conversation) {
    return stored(
        DemoShop.database(), "select finish from turn where conversation = ?", conversation);
  }

  private static List<Long> seqs(ChatClient client) {
    return client.heard().stream()
        .filter(frame -> List.of("question", "sources", "done").contains(frame.getString("type")))
        .map(frame -> frame.getLong("seq"))
        .toList();
  }

  private static void untilReady(boolean ready) {
    untilSeen(vertx, () -> Management.isReady(gateway.managementPort()) == ready);
  }
}
