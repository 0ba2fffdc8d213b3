package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.session.DemoShop.stored;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.pass;
import static rapport.testing.Waiting.until;
import static rapport.testing.Waiting.untilSeen;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.ChatClient;
import rapport.testing.Management;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.ServedRequest;
import rapport.testing.TestGateway;

/** A model's words on their way to sockets, and what stops them. Prints what it measures. */
class StreamTest {
  private static final int QUESTIONS = 50;
  private static final int WARM_UP = 20;

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    gateway =
        TestGateway.on(
            DemoShop.database(), DemoShop.settings(model, "RAPPORT_CHAT_ORPHAN_GRACE", "300ms"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  @Test
  void firstPiece_isOutAsSoonAsTheModelSaysIt_andTheModelIsAskedAfterTheCommit() {
    model.always(Script.words("Yes", "we", "do.").firstAfter(ms(30)));
    List<Double> millis = new ArrayList<>();
    try (ChatClient client = ChatClient.join(gateway.port())) {
      for (int i = 0; i < WARM_UP + QUESTIONS; i++) {
        client.ask("q" + i, QUESTION);
        client.await("ack");
        JsonObject piece = client.await("token");
        client.await("done");
        ServedRequest asked = model.lastRequest();
        if (i >= WARM_UP) {
          millis.add((client.arrivedAt(piece) - asked.writes().getFirst()) / 1e6);
        }
      }
    }
    print("first piece after the model's first token", millis);
    assertThat(percentile(millis, 50)).isLessThan(50);
  }

  @Test
  void model_isAskedOnlyWhenTheQuestionIsCommitted() {
    model.always(Script.headersThenSilence());
    int before = model.requests().size();
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      until(vertx, () -> model.requests().size() > before);
      String conversation = client.heard().getFirst().getString("conversation");
      assertThat(
              stored(
                  DemoShop.database(), "select id from turn where conversation = ?", conversation))
          .as("what is committed when the model is asked")
          .hasSize(1);
      client.send(cancel(client.await("ack").getString("turn"), null));
      client.await("done");
    }
  }

  @Test
  void pieces_areNotHeldBack() {
    model.always(Script.tokens(60).every(ms(20)));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      JsonObject done = client.await("done");
      assertThat(client.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      List<Long> written = model.lastRequest().writes();
      List<JsonObject> pieces =
          client.heard().stream().filter(frame -> frame.getString("type").equals("token")).toList();
      List<Double> millis = new ArrayList<>();
      int late = 0;
      for (JsonObject piece : pieces) {
        int last = (piece.getInteger("from") + piece.getString("text").length()) / 6 - 1;
        millis.add((client.arrivedAt(piece) - written.get(last)) / 1e6);
        boolean next = last + 1 < written.size();
        late += next && client.arrivedAt(piece) > written.get(last + 1) ? 1 : 0;
      }
      print(
          "a piece after its token, %d pieces of 60 tokens, %d late".formatted(pieces.size(), late),
          millis);
      assertThat(pieces).hasSizeGreaterThan(50);
      assertThat(late).isLessThan(10);
    }
  }

  @Test
  void cancel_closesTheUpstreamAndKeepsWhatWasHeard() {
    model.always(Script.tokens(500).every(ms(5)));
    List<Double> millis = new ArrayList<>();
    try (ChatClient client = ChatClient.join(gateway.port())) {
      for (int i = 0; i < QUESTIONS; i++) {
        client.ask("q" + i, QUESTION);
        String turn = client.await("ack").getString("turn");
        client.await(frame -> frame.getInteger("from", 0) >= 12, "three words");
        long cancelled = System.nanoTime();
        client.send(cancel(turn, 9));
        long closed = await(model.lastRequest().closed());
        millis.add((closed - cancelled) / 1e6);
        JsonObject done = client.await("done");
        assertThat(done.getString("finish")).isEqualTo("cancelled");
        assertThat(done.getString("text")).isEqualTo("word0 wor");
        assertThat(done.getInteger("length")).isEqualTo(9);
      }
      String conversation = client.heard().getFirst().getString("conversation");
      assertThat(
              stored(
                  DemoShop.database(),
                  "select distinct body ->> 'text' from entry where conversation = ? and body ->> 'type' = 'done'",
                  conversation))
          .containsExactly("word0 wor");
    }
    print("cancel to upstream closed", millis);
    assertThat(percentile(millis, 50)).isLessThan(50);
  }

  @Test
  void answer_thatNobodyIsLeftToRead_isStoppedAfterTheGrace() {
    model.always(Script.tokens(2_000).every(ms(5)));
    JsonObject welcome;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      client.await("token");
      client.drop();
    }
    await(model.lastRequest().closed());
    assertThat(model.lastRequest().tokens()).isLessThan(1_000);
    noTurnIsLeft();
    noConversationIsLeft();
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 0)) {
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("interrupted");
      assertThat(done.getString("text")).startsWith("word0 word1 ");
    }
  }

  @Test
  void socketThatDropsAndComesBack_findsTheAnswerRunningOn() {
    model.always(Script.tokens(200).every(ms(5)));
    JsonObject welcome;
    String turn;
    String shown;
    try (ChatClient client = ChatClient.join(gateway.port())) {
      welcome = client.heard().getFirst();
      client.ask("q1", QUESTION);
      turn = client.await("ack").getString("turn");
      client.await(frame -> frame.getInteger("from", 0) > 100, "a part of the answer");
      shown = client.joined(turn);
      client.drop();
    }
    pass(vertx, ms(100));
    try (ChatClient client = ChatClient.resume(gateway.port(), welcome, 2, turn, shown.length())) {
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      assertThat(shown + client.joined(turn)).isEqualTo(done.getString("text"));
      assertThat(done.getInteger("length")).isEqualTo(200 * 6);
      assertThat(done.getLong("seq")).isEqualTo(3);
    }
  }

  @Test
  void tabs_ofOneConversation_allHearItWhole_whicheverAsks() {
    model.always(Script.tokens(20).every(ms(2)));
    try (ChatClient first = ChatClient.join(gateway.port())) {
      JsonObject welcome = first.heard().getFirst();
      List<ChatClient> tabs = new ArrayList<>(List.of(first));
      for (int i = 0; i < 5; i++) {
        tabs.add(ChatClient.resume(gateway.port(), welcome, 0));
      }
      for (int i = 0; i < tabs.size(); i++) {
        tabs.get(i).ask("q" + i, QUESTION);
        for (ChatClient tab : tabs) {
          JsonObject done = tab.await("done");
          assertThat(done.getLong("seq")).isEqualTo(3L * (i + 1));
          assertThat(tab.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
        }
      }
      tabs.forEach(ChatClient::close);
    }
    noConversationIsLeft();
  }

  private static void noTurnIsLeft() {
    untilSeen(
        vertx, () -> Management.metric(gateway.managementPort(), "rapport_turns_running") == 0);
  }

  private static void noConversationIsLeft() {
    untilSeen(
        vertx,
        () -> Management.metric(gateway.managementPort(), "rapport_conversations_live") == 0);
  }

  private static JsonObject cancel(String turn, Integer heard) {
    return new JsonObject().put("type", "cancel").put("turn", turn).put("heard", heard);
  }

  private static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) * percent / 100);
  }

  private static void print(String what, List<Double> millis) {
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms, n %d%n",
        what, percentile(millis, 50), percentile(millis, 99), millis.size());
  }
}
