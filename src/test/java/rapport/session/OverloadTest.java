package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.session.DemoShop.record;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.untilSeen;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.ChatClient;
import rapport.testing.CuttableLine;
import rapport.testing.Management;
import rapport.testing.RawSocket;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;

/**
 * More is asked than can be answered in time: what is taken is answered, the rest hears so early.
 */
class OverloadTest {
  /** As many as are let in whatever is expected. */
  private static final int IN_LINE = 16;

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
                model,
                "RAPPORT_CHAT_MAX_WAIT",
                "300ms",
                "RAPPORT_LLM_MAX_STREAMS",
                "1",
                "RAPPORT_LLM_SLOT_TIMEOUT",
                "200ms"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  @Test
  void questionsThatWouldWaitTooLong_areRefusedAtOnce_andThoseThatWereTakenAreAnswered()
      throws Exception {
    model.always(Script.words("Yes."));
    List<ChatClient> asking = new ArrayList<>();
    try (ChatClient late = ChatClient.join(gateway.port())) {
      for (int i = 0; i < IN_LINE; i++) {
        asking.add(ChatClient.join(gateway.port()));
      }
      line.standStill();
      asking.forEach(client -> client.ask("q1", QUESTION));
      untilSeen(vertx, () -> metric("rapport_line_waiting") == IN_LINE);
      untilSeen(vertx, () -> metric("rapport_line_wait_seconds") > 0.3);

      long asked = System.nanoTime();
      late.ask("q1", QUESTION);
      JsonObject refused = late.await("error");
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isLessThan(1_000);
      assertThat(refused.getString("code")).isEqualTo("overloaded");
      assertThat(refused.getString("id")).isEqualTo("q1");
      assertThat(refused.getLong("retry_after_ms")).isBetween(250L, 60_000L);
      try (RawSocket newcomer = RawSocket.open(gateway.port())) {
        assertThat(newcomer.await("error").getString("code")).isEqualTo("overloaded");
        assertThat(newcomer.closeCode()).isEqualTo(1013);
      }
      HttpResponse<String> search = search();
      assertThat(search.statusCode()).isEqualTo(503);
      assertThat(search.headers().firstValue("Retry-After")).isPresent();
      assertThat(new JsonObject(search.body()).getJsonObject("error").getString("code"))
          .isEqualTo("overloaded");

      line.moveAgain();
      for (ChatClient client : asking) {
        client.await("ack");
        assertThat(client.await("done").getString("finish")).isEqualTo("stop");
      }
      untilSeen(vertx, () -> metric("rapport_line_waiting") == 0);
      assertThat(search().statusCode()).isEqualTo(200);
      late.ask("q1", QUESTION);
      assertThat(late.await("ack").getBoolean("duplicate")).isFalse();
      late.await("done");
      assertThat(record(DemoShop.database(), late.heard().getFirst().getString("conversation")))
          .containsExactly("question", "sources", "done");
    } finally {
      asking.forEach(ChatClient::close);
    }
    untilSeen(vertx, () -> metric("rapport_turns_running") == 0);
  }

  @Test
  void answerForWhichTheModelHasNoStream_isTheRows_andSaysWhy() {
    model.always(Script.words("busy", "busy").stallAfter(1));
    try (ChatClient first = ChatClient.join(gateway.port());
        ChatClient second = ChatClient.join(gateway.port())) {
      first.ask("q1", QUESTION);
      String turn = first.await("ack").getString("turn");
      first.await("token");
      second.ask("q1", QUESTION);
      JsonObject done = second.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      assertThat(done.getString("text")).isNotBlank();
      assertThat(done.getString("degraded")).isEqualTo("too many answers at once");
      first.send(new JsonObject().put("type", "cancel").put("turn", turn));
      first.await("done");
    }
  }

  private static HttpResponse<String> search() throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/v1/search?q=tent".formatted(gateway.port()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  private static double metric(String name) {
    return Management.metric(gateway.managementPort(), name);
  }
}
