package rapport.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.RawSocket.FINAL;
import static rapport.testing.RawSocket.NO_CODE;
import static rapport.testing.RawSocket.PING;
import static rapport.testing.RawSocket.PONG;
import static rapport.testing.RawSocket.TEXT;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
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
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** Hello, heartbeats and slow readers, with deadlines of about a second. */
@Timeout(60)
class PatienceTest {
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
                "RAPPORT_CHAT_HELLO_TIMEOUT", "1s",
                "RAPPORT_CHAT_STALL_TIMEOUT", "1s",
                "RAPPORT_CHAT_HEARTBEAT", "1s",
                "RAPPORT_LLM_PROVIDER", "openai",
                "RAPPORT_LLM_URL", model.url().toString(),
                "RAPPORT_LLM_MODEL", "scripted"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    Waiting.await(vertx.close());
  }

  @Test
  void hello_thatDoesNotCome_closesWith4001() {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      assertThat(raw.closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void hello_thatDoesNotCome_closesWith4001_alsoWhenOtherThingsDo() {
    try (RawSocket raw = RawSocket.open(gateway.port())) {
      raw.text("{\"type\":\"ping\"}");
      raw.await("pong");
      raw.text("{\"type\":\"ask\",\"id\":\"q1\",\"text\":\"lamp\"}");
      JsonObject error = raw.await("error");
      assertThat(error.getString("code")).isEqualTo("bad_request");
      assertThat(error.getString("message")).startsWith("hello:");
      assertThat(error.getString("id")).isEqualTo("q1");
      assertThat(raw.closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void quietSocket_isPinged_andStaysWhenItAnswers() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      long started = System.nanoTime();
      for (int i = 0; i < 2; i++) {
        raw.frame(FINAL | PONG, raw.awaitFrame(PING).payload());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
      raw.text("{\"type\":\"ping\"}");
      raw.await("pong");
    }
  }

  @Test
  void silentClient_isDropped() {
    try (RawSocket raw = RawSocket.join(gateway.port())) {
      assertThat(raw.closeCode()).isEqualTo(NO_CODE);
    }
  }

  @Test
  void client_thatDoesNotReadAnAnswer_isCutOff_andTheAnswerGoesOnForOthers() {
    model.next(Script.endless(Duration.ofMillis(2)));
    JsonObject welcome;
    double before = closings("4101");
    try (RawSocket stalled = RawSocket.connect(gateway.port(), 4_096).handshake()) {
      stalled.text("{\"type\":\"hello\"}");
      welcome = stalled.await("welcome");
      stalled.text("{\"type\":\"ask\",\"id\":\"q1\",\"text\":\"Do you ship abroad?\"}");
      stalled.await("token");
      for (int i = 0; i < 8; i++) {
        stalled.text("{\"type\":\"ping\",\"n\":\"" + "x".repeat(60_000) + "\"}");
      }
      Waiting.until(vertx, () -> closings("4101") == before + 1);
      // What is left to read is what the machines between held, not what the model said since.
      assertThat(stalled.drain()).isLessThan(1_000_000);
    }
    try (RawSocket other = RawSocket.open(gateway.port())) {
      other.send(
          new JsonObject()
              .put("type", "hello")
              .put("conversation", welcome.getString("conversation"))
              .put("secret", welcome.getString("secret"))
              .put("after", 0));
      assertThat(other.await("welcome").getBoolean("recovered")).isTrue();
      JsonObject question = other.await("question");
      assertThat(question.getLong("seq")).isEqualTo(1);
      JsonObject piece = other.await("token");
      assertThat(piece.getInteger("from")).isZero();
      other.send(new JsonObject().put("type", "cancel").put("turn", question.getString("turn")));
      JsonObject done = other.await("done");
      assertThat(done.getString("finish")).isEqualTo("cancelled");
      assertThat(done.getString("text")).startsWith(piece.getString("text"));
    }
  }

  @Test
  void client_thatLeavesAFewWordsUnread_isCutOff_thoughTheKernelsTakeThemAll() {
    model.next(Script.endless(Duration.ofMillis(200)));
    double before = closings("4101");
    try (RawSocket stalled = RawSocket.connect(gateway.port()).handshake()) {
      stalled.text("{\"type\":\"hello\"}");
      stalled.await("welcome");
      stalled.text("{\"type\":\"ask\",\"id\":\"q1\",\"text\":\"Do you ship abroad?\"}");
      stalled.await("token");
      Waiting.until(vertx, () -> closings("4101") == before + 1);
      // Reset: what the kernels held is gone with the socket.
      assertThat(stalled.drain()).isLessThan(1_000_000);
    }
  }

  @Test
  void client_thatReadsAnAnswerSilently_isNotCutOff() {
    model.next(Script.tokens(30).every(Duration.ofMillis(100)));
    try (ChatClient reading = ChatClient.join(gateway.port())) {
      reading.ask("q1", "Do you ship abroad?");
      assertThat(reading.await("done").getString("finish")).isEqualTo("stop");
    }
  }

  @Test
  void client_thatSpeaksAndDoesNotRead_isNotReadEither_andIsCutOff() {
    byte[] pings = new byte[64 * 1024];
    byte[] one =
        RawSocket.encoded(FINAL | TEXT, "{\"type\":\"ping\",\"n\":\"abcdefgh\"}".getBytes(UTF_8));
    for (int i = 0; i + one.length <= pings.length; i += one.length) {
      System.arraycopy(one, 0, pings, i, one.length);
    }
    pings = java.util.Arrays.copyOf(pings, pings.length / one.length * one.length);
    long sent = 0;
    try (RawSocket raw = RawSocket.connect(gateway.port(), 4_096).handshake()) {
      raw.text("{\"type\":\"hello\"}");
      raw.await("welcome");
      // Blocks while the gateway does not read, and fails when it has cut us off.
      while (sent < 1_000_000_000) {
        raw.bytes(pings);
        sent += pings.length;
      }
    } catch (UncheckedIOException cutOff) {
      assertThat(sent).isLessThan(64_000_000);
    }
    assertThat(sent).isLessThan(64_000_000);
  }

  private static double closings(String code) {
    return Metrics.of(gateway).value("rapport_closings_total{code=\"" + code + "\"}");
  }
}
