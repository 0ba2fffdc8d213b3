package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.testing.ChatClient;
import rapport.testing.Metrics;
import rapport.testing.RawSocket;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;
import rapport.testing.Words;

/** Turns that outlive their readers, and readers that come back at the wrong moment. */
@Timeout(60)
class ResumeTest {
  private static final String QUESTION = "Do you ship abroad?";

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = Waiting.await(ScriptedModelServer.start(vertx));
    gateway =
        TestGateway.help(
            Map.of(
                "RAPPORT_LLM_PROVIDER", "openai",
                "RAPPORT_LLM_URL", model.url().toString(),
                "RAPPORT_LLM_MODEL", "scripted",
                "RAPPORT_LLM_LAST_RESORT", "none"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    Waiting.await(vertx.close());
  }

  @Test
  void resume_inTheMiddle_replaysOnlyWhatIsMissing() {
    JsonObject welcome = answered();
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 1)) {
      JsonObject done = client.await("done");
      assertThat(client.heard().getFirst().getLong("seq")).isEqualTo(3);
      assertThat(client.heard().getFirst().getBoolean("recovered")).isTrue();
      assertThat(types(client)).containsExactly("welcome", "sources", "done");
      assertThat(done.getLong("seq")).isEqualTo(3);
    }
  }

  @Test
  void resume_atTheEnd_replaysNothing() {
    JsonObject welcome = answered();
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 3)) {
      client.send(new JsonObject().put("type", "ping").put("n", 1));
      client.await("pong");
      assertThat(types(client)).containsExactly("welcome", "pong");
    }
  }

  @Test
  void resume_beyondTheEnd_isNotRecoveredAndReplaysEverything() {
    JsonObject welcome = answered();
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 4)) {
      client.await("done");
      JsonObject again = client.heard().getFirst();
      assertThat(again.getBoolean("recovered")).isFalse();
      assertThat(again.getString("conversation")).isEqualTo(welcome.getString("conversation"));
      assertThat(again.getString("secret")).isEqualTo(welcome.getString("secret"));
      assertThat(types(client)).containsExactly("welcome", "question", "sources", "done");
    }
  }

  @Test
  void halfReceivedAnswer_thatGoesOn_isTakenUpAtItsLength() {
    Words words = Script.words("one", "two", "three", "four", "five", "six", "seven", "eight");
    model.next(words.every(ms(60)));
    ChatClient first = ChatClient.join(gateway.port());
    JsonObject welcome = first.heard().getFirst();
    first.ask("q1", QUESTION);
    String turn = first.await("token").getString("turn");
    first.await("token");
    String half = first.joined(turn);
    first.drop();
    try (ChatClient second = resume(welcome, 2, turn, half.length())) {
      JsonObject done = second.await("done");
      JsonObject piece = firstOf(second, "token");
      assertThat(piece.getInteger("from")).isEqualTo(half.length());
      assertThat(half + second.joined(turn)).isEqualTo(words.text());
      assertThat(done.getString("text")).isEqualTo(words.text());
      assertThat(types(second)).containsExactly("welcome", "token", "done");
    }
  }

  @Test
  void halfReceivedAnswer_thatHasEnded_comesAsItsRestInOnePieceAndDone() {
    model.next(Script.words("one", "two", "three", "four"));
    JsonObject welcome;
    JsonObject done;
    try (ChatClient first = ChatClient.join(gateway.port())) {
      welcome = first.heard().getFirst();
      first.ask("q1", QUESTION);
      done = first.await("done");
    }
    String text = done.getString("text");
    try (ChatClient second = resume(welcome, 2, done.getString("turn"), 5)) {
      assertThat(second.await("done")).isEqualTo(done);
      assertThat(firstOf(second, "token").getInteger("from")).isEqualTo(5);
      assertThat(second.joined(done.getString("turn"))).isEqualTo(text.substring(5));
      assertThat(types(second)).containsExactly("welcome", "token", "done");
    }
  }

  @Test
  void halfReceivedAnswer_longerThanTheStoredOneOrOfAnotherTurn_stillEndsInTheStoredText() {
    JsonObject welcome = answered();
    for (String turn : new String[] {"t_unknown", "t_" + "x".repeat(60)}) {
      try (ChatClient client = resume(welcome, 0, turn, 2_000_000_000)) {
        assertThat(client.await("done").getString("text")).isEqualTo("Hello from the model.");
      }
    }
  }

  @Test
  void readerWhoComesAnew_whileAnAnswerRuns_hearsAllOfIt() {
    Words words = Script.words("one", "two", "three", "four", "five", "six");
    model.next(words.every(ms(50)));
    try (ChatClient first = ChatClient.join(gateway.port())) {
      first.ask("q1", QUESTION);
      String turn = first.await("token").getString("turn");
      try (ChatClient tab = ChatClient.resume(gateway.port(), first.heard().getFirst(), 0)) {
        JsonObject done = tab.await("done");
        assertThat(tab.joined(turn)).isEqualTo(words.text());
        assertThat(types(tab).stream().distinct())
            .containsExactly("welcome", "question", "sources", "token", "done");
        assertThat(first.await("done")).isEqualTo(done);
      }
    }
  }

  @Test
  void twoTabs_hearEachOthersQuestionsAndTheSameAnswers() {
    try (ChatClient one = ChatClient.join(gateway.port());
        ChatClient two = ChatClient.resume(gateway.port(), one.heard().getFirst(), 0)) {
      // Nothing is stored before the first question, but the conversation is there.
      assertThat(two.heard().getFirst().getString("conversation"))
          .isEqualTo(one.heard().getFirst().getString("conversation"));
      one.ask("q1", QUESTION);
      JsonObject question = two.await("question");
      assertThat(question.getString("id")).isEqualTo("q1");
      assertThat(two.await("done")).isEqualTo(one.await("done"));
      two.ask("q2", "How do I return something?");
      assertThat(one.await("question").getString("text")).isEqualTo("How do I return something?");
      JsonObject done = one.await("done");
      assertThat(one.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      assertThat(two.await("ack").getString("id")).isEqualTo("q2");
      assertThat(
              one.heard().stream()
                  .filter(f -> "q2".equals(f.getString("id")))
                  .map(ResumeTest::type))
          .containsExactly("question");
    }
  }

  @Test
  void cancel_stopsTheAnswerAndItsUpstream() {
    model.next(Script.endless(ms(5)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      String turn = client.await("token").getString("turn");
      client.send(new JsonObject().put("type", "cancel").put("turn", turn));
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("cancelled");
      assertThat(done.getString("text")).isEqualTo(client.joined(turn)).isNotEmpty();
      Waiting.await(model.lastRequest().closed());
      client.ask("q2", QUESTION);
      assertThat(client.await("done").getString("finish")).isEqualTo("stop");
    }
  }

  @Test
  void cancel_withHeard_cutsTheStoredAnswerToIt_atAWholeCharacter() {
    model.next(Script.pieces("Hi 🎧 there", " and", " more").every(ms(100)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      String turn = client.await("token").getString("turn");
      client.send(new JsonObject().put("type", "cancel").put("turn", turn).put("heard", 4));
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("cancelled");
      assertThat(done.getString("text")).isEqualTo("Hi ");
      assertThat(done.getInteger("length")).isEqualTo(3);
      try (ChatClient again = ChatClient.resume(gateway.port(), client.heard().getFirst(), 0)) {
        assertThat(again.await("done")).isEqualTo(done);
      }
    }
  }

  @Test
  void cancel_withHeardBeyondTheEnd_keepsWhatThereIs() {
    model.next(Script.endless(ms(5)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      String turn = client.await("token").getString("turn");
      client.send(
          new JsonObject().put("type", "cancel").put("turn", turn).put("heard", Long.MAX_VALUE));
      assertThat(client.await("done").getString("text")).isEqualTo(client.joined(turn));
    }
  }

  @Test
  void cancel_ofATurnThatIsNotRunning_changesNothing() {
    model.next(Script.words("one", "two", "three").every(ms(60)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      client.await("token");
      client.send(new JsonObject().put("type", "cancel").put("turn", "t_unknown"));
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      client.send(
          new JsonObject()
              .put("type", "cancel")
              .put("turn", done.getString("turn"))
              .put("heard", 1));
      client.send(new JsonObject().put("type", "ping"));
      client.await("pong");
      assertThat(types(client)).doesNotContain("error");
      try (ChatClient again = ChatClient.resume(gateway.port(), client.heard().getFirst(), 2)) {
        assertThat(again.await("done").getString("text")).isEqualTo("one two three");
      }
    }
  }

  @Test
  void cancel_straightAfterTheAck_leavesARecordInOrderThatEndsInOneDone() {
    model.always(Script.words("Hello", "from", "the", "model."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      for (int i = 0; i < 40; i++) {
        client.ask("q" + i, QUESTION);
        String turn = client.await("ack").getString("turn");
        if (i % 2 == 1) {
          client.await("sources");
        }
        client.send(new JsonObject().put("type", "cancel").put("turn", turn));
        client.await("done");
      }
      List<JsonObject> record =
          client.heard().stream()
              .filter(frame -> frame.containsKey("seq"))
              .filter(f -> !List.of("ack", "welcome").contains(type(f)))
              .toList();
      assertThat(record.stream().map(frame -> frame.getLong("seq")))
          .containsExactlyElementsOf(
              java.util.stream.LongStream.rangeClosed(1, record.size()).boxed().toList());
      String open = null;
      for (JsonObject frame : record) {
        String turn = frame.getString("turn");
        switch (type(frame)) {
          case "question" -> {
            assertThat(open).isNull();
            open = turn;
          }
          case "done" -> {
            assertThat(turn).isEqualTo(open);
            open = null;
          }
          default -> assertThat(turn).isEqualTo(open);
        }
      }
    }
  }

  @Test
  void question_whileOneRuns_isBusy_theSameIsADuplicate_andTheSameIdWithOtherWordsAConflict() {
    model.next(Script.words("one", "two", "three", "four").every(ms(80)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      JsonObject ack = client.await("ack");
      client.ask("q2", "Something else?");
      JsonObject busy = client.await("error");
      assertThat(busy.getString("code")).isEqualTo("busy");
      assertThat(busy.getString("id")).isEqualTo("q2");
      client.ask("q1", QUESTION);
      JsonObject again = client.await("ack");
      assertThat(again.getBoolean("duplicate")).isTrue();
      assertThat(again.getString("turn")).isEqualTo(ack.getString("turn"));
      assertThat(again.getLong("seq")).isEqualTo(ack.getLong("seq"));
      client.ask("q1", "Other words?");
      JsonObject conflict = client.await("error");
      assertThat(conflict.getString("code")).isEqualTo("conflict");
      assertThat(conflict.getString("id")).isEqualTo("q1");
      assertThat(client.await("done").getString("text")).isEqualTo("one two three four");
      client.ask("q2", "Something else about shipping?");
      assertThat(client.await("ack").getBoolean("duplicate")).isFalse();
      client.await("done");
    }
  }

  @Test
  void sameId_sentTwiceAtOnce_isOneTurnWithTwoAcks() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      byte[] ask =
          RawSocket.encoded(
              RawSocket.FINAL | RawSocket.TEXT,
              "{\"type\":\"ask\",\"id\":\"q1\",\"text\":\"Do you ship abroad?\"}"
                  .getBytes(StandardCharsets.UTF_8));
      byte[] twice = java.util.Arrays.copyOf(ask, ask.length * 2);
      System.arraycopy(ask, 0, twice, ask.length, ask.length);
      raw.bytes(twice);
      JsonObject first = raw.await("ack");
      JsonObject second = raw.await("ack");
      assertThat(first.getBoolean("duplicate")).isFalse();
      assertThat(second.getBoolean("duplicate")).isTrue();
      assertThat(second.getString("turn")).isEqualTo(first.getString("turn"));
      assertThat(raw.await("done").getLong("seq")).isEqualTo(3);
    }
  }

  @Test
  void feedback_isStored_andReplacedByALaterOne() throws SQLException {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      String turn = client.await("done").getString("turn");
      rate(client, turn, "up", "nice");
      assertThat(ratings(turn)).containsExactly("up nice");
      rate(client, turn, "down", "no\0 good 🎧");
      assertThat(ratings(turn)).containsExactly("down no good 🎧");
      rate(client, turn, "down", null);
      assertThat(ratings(turn)).containsExactly("down null");
      assertThat(types(client)).doesNotContain("error");
    }
  }

  @Test
  void feedback_forAnUnknownTurnOrSomebodyElses_isNotFound() {
    try (ChatClient client = ChatClient.join(gateway.port());
        ChatClient other = ChatClient.join(gateway.port())) {
      other.ask("q1", QUESTION);
      String foreign = other.await("done").getString("turn");
      for (String turn : List.of("t_unknown", foreign)) {
        client.send(new JsonObject().put("type", "feedback").put("turn", turn).put("rating", "up"));
        JsonObject error = client.await("error");
        assertThat(error.getString("code")).isEqualTo("not_found");
        assertThat(error.getString("turn")).isEqualTo(turn);
      }
    }
  }

  @Test
  void handoff_isAnsweredByTheSystem_alsoBeforeTheFirstQuestion() {
    JsonObject welcome;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.send(new JsonObject().put("type", "handoff").put("reason", "a person, please"));
      JsonObject message = client.await("message");
      assertThat(message.getLong("seq")).isEqualTo(1);
      assertThat(message.getString("from")).isEqualTo("system");
      assertThat(message.getString("text")).isNotBlank();
      client.ask("q1", QUESTION);
      assertThat(client.await("done").getLong("seq")).isEqualTo(4);
      client.send(new JsonObject().put("type", "handoff"));
      assertThat(client.await("message").getLong("seq")).isEqualTo(5);
    }
    try (ChatClient again = ChatClient.resume(gateway.port(), welcome, 0)) {
      again.await("done");
      again.await("message");
      assertThat(types(again))
          .containsExactly("welcome", "message", "question", "sources", "done", "message");
    }
  }

  @Test
  void wrongSecret_isForbiddenAndClosedWith4003_whetherTheConversationIsLiveOrNot() {
    try (ChatClient live = ChatClient.join(gateway.port())) {
      live.ask("q1", QUESTION);
      live.await("done");
      for (JsonObject welcome : List.of(live.heard().getFirst(), answered())) {
        try (RawSocket thief = RawSocket.open(gateway.port())) {
          thief.send(
              new JsonObject()
                  .put("type", "hello")
                  .put("conversation", welcome.getString("conversation"))
                  .put("secret", "not-it"));
          assertThat(thief.json().getString("code")).isEqualTo("forbidden");
          assertThat(thief.closeCode()).isEqualTo(4003);
        }
      }
    }
    // Nobody gets a conversation into memory without its secret.
    awaitNoneLive();
  }

  @Test
  void unknownConversation_beginsAnewWithItsOwnNames() {
    JsonObject lost = new JsonObject().put("conversation", "c_gone").put("secret", "whatever");
    try (ChatClient client = ChatClient.resume(gateway.port(), lost, 7)) {
      JsonObject welcome = client.heard().getFirst();
      assertThat(welcome.getBoolean("recovered")).isFalse();
      assertThat(welcome.getLong("seq")).isZero();
      assertThat(welcome.getString("conversation")).isNotEqualTo("c_gone");
      client.ask("q1", QUESTION);
      client.await("done");
    }
  }

  @Test
  void conversation_withoutSecretOrWithNamesThatCannotBe_isABadRequest() {
    for (JsonObject hello :
        List.of(
            new JsonObject().put("conversation", "c_x"),
            new JsonObject().put("secret", "s"),
            new JsonObject().put("conversation", "c\0").put("secret", "s"),
            new JsonObject().put("conversation", "").put("secret", "s"))) {
      try (ChatClient client = ChatClient.connect(gateway.port())) {
        client.send(hello.put("type", "hello"));
        assertThat(client.await("error").getString("code")).isEqualTo("bad_request");
        client.send(new JsonObject().put("type", "hello"));
        client.await("welcome");
      }
    }
  }

  @Test
  void secret_ofAnyBytes_isJustWrong() {
    JsonObject welcome = answered();
    for (String secret : List.of("", "\0", "x".repeat(60_000), "\ud800")) {
      try (RawSocket raw = RawSocket.open(gateway.port())) {
        raw.send(
            new JsonObject()
                .put("type", "hello")
                .put("conversation", welcome.getString("conversation"))
                .put("secret", secret));
        assertThat(raw.json().getString("code")).isEqualTo("forbidden");
        assertThat(raw.closeCode()).isEqualTo(4003);
      }
    }
  }

  @Test
  void turn_thatFailsWithoutWords_endsInOneErrorWithItsTurn_alsoForWhoComesBack() {
    model.next(Script.error(400, "no"));
    JsonObject welcome;
    String turn;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      turn = client.await("ack").getString("turn");
      JsonObject error = client.await("error");
      assertThat(error.getString("turn")).isEqualTo(turn);
      assertThat(error.getString("code")).isEqualTo("upstream_failed");
      assertThat(types(client)).containsExactly("welcome", "ack", "question", "sources", "error");
    }
    // Only when nobody reads it any more is it read from the journal.
    awaitNoneLive();
    try (ChatClient again = ChatClient.resume(gateway.port(), welcome, 0)) {
      assertThat(again.await("error").getString("turn")).isEqualTo(turn);
      assertThat(types(again)).containsExactly("welcome", "question", "sources", "error");
    }
  }

  private static void awaitNoneLive() {
    Waiting.until(vertx, () -> Metrics.of(gateway).value("rapport_conversations_live") == 0);
  }

  private static JsonObject answered() {
    model.always(Script.words("Hello", "from", "the", "model."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      client.await("done");
      return client.heard().getFirst();
    }
  }

  private static ChatClient resume(JsonObject welcome, long after, String turn, int length) {
    ChatClient client = ChatClient.connect(gateway.port());
    client.send(
        new JsonObject()
            .put("type", "hello")
            .put("conversation", welcome.getString("conversation"))
            .put("secret", welcome.getString("secret"))
            .put("after", after)
            .put("turn", turn)
            .put("length", length));
    client.await("welcome");
    return client;
  }

  private static void rate(ChatClient client, String turn, String rating, String comment) {
    JsonObject feedback =
        new JsonObject().put("type", "feedback").put("turn", turn).put("rating", rating);
    client.send(comment == null ? feedback : feedback.put("comment", comment));
    Waiting.until(
        vertx,
        () ->
            ratings(turn)
                .contains(rating + " " + (comment == null ? comment : comment.replace("\0", ""))));
  }

  private static List<String> ratings(String turn) {
    List<String> ratings = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(gateway.databaseUrl());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select rating, comment from feedback where turn = '" + turn + "'")) {
      while (rows.next()) {
        ratings.add(rows.getString(1) + " " + rows.getString(2));
      }
      return ratings;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject firstOf(ChatClient client, String type) {
    return client.heard().stream()
        .filter(frame -> type.equals(type(frame)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> types(ChatClient client) {
    List<String> types = new ArrayList<>();
    for (JsonObject frame : client.heard()) {
      if (types.isEmpty() || !types.getLast().equals(type(frame))) {
        types.add(type(frame));
      }
    }
    return types;
  }

  private static String type(JsonObject frame) {
    return frame.getString("type");
  }
}
