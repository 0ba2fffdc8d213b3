package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.testing.ChatClient;
import rapport.testing.GatewayProcess;
import rapport.testing.Management;
import rapport.testing.RawSocket;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestGateway;

/** How a gateway leaves its shoppers when it is told to stop. */
@Timeout(90)
class DepartureTest {
  private static final String LONG = "60s";

  private static Vertx vertx;
  private static ScriptedModelServer model;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  private static TestGateway gateway(String drain) {
    return TestGateway.on(
        DemoShop.database(), DemoShop.settings(model, "RAPPORT_CHAT_DRAIN", drain));
  }

  @Test
  void quietClients_areToldToReconnectAtDifferentTimes_andClosedWith1012() {
    try (TestGateway gateway = gateway("20s")) {
      List<ChatClient> clients =
          IntStream.range(0, 20).mapToObj(i -> ChatClient.join(gateway.port())).toList();
      long began = System.nanoTime();
      Future<Void> left = gateway.leave();
      List<Long> times = new ArrayList<>();
      for (ChatClient client : clients) {
        JsonObject told = client.await("reconnect");
        assertThat(told.getLong("after_ms")).as("told when it is its turn").isBetween(0L, 50L);
        times.add(
            TimeUnit.NANOSECONDS.toMillis(client.arrivedAt(told) - began)
                + told.getLong("after_ms"));
      }
      assertNoneTooEarly(times);
      for (ChatClient client : clients) {
        assertThat(client.closeCode()).isEqualTo(1012);
      }
      TestGateway.await(left);
    }
  }

  /** At 50 a second. Each event loop has its own turns. Late is what a busy machine may be. */
  private static void assertNoneTooEarly(List<Long> times) {
    int loops = Runtime.getRuntime().availableProcessors();
    List<Long> sorted = times.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      assertThat(sorted.get(i))
          .as("%s of %s", i, sorted)
          .isGreaterThanOrEqualTo((i - loops) * 20L - 1);
    }
  }

  @Test
  void runningAnswer_isHeardToItsEnd_meanwhileNothingNewIsTaken() {
    model.next(Script.tokens(100).every(ms(50)));
    try (TestGateway gateway = gateway(LONG);
        ChatClient talking = ChatClient.join(gateway.port());
        ChatClient quiet = ChatClient.join(gateway.port())) {
      talking.ask("q1", DemoShop.QUESTION);
      JsonObject ack = talking.await("ack");
      talking.await("token");
      Future<Void> left = gateway.leave();
      quiet.await("reconnect");
      quiet.ask("q2", DemoShop.QUESTION);
      JsonObject refused = quiet.await("error");
      assertThat(refused.getString("code")).isEqualTo("unavailable");
      assertThat(refused.getString("id")).isEqualTo("q2");
      assertThat(refused.getLong("retry_after_ms")).isPositive();
      assertThat(quiet.await("reconnect").getLong("after_ms")).isZero();

      assertThat(Management.isReady(gateway.managementPort())).isFalse();
      assertThat(Management.readiness(gateway.managementPort()).getString("reason"))
          .isEqualTo("shutting down");

      try (RawSocket late = RawSocket.open(gateway.port())) {
        JsonObject error = late.await("error");
        assertThat(error.getString("code")).isEqualTo("unavailable");
        assertThat(error.getLong("retry_after_ms")).isPositive();
        assertThat(late.closeCode()).isEqualTo(1012);
      }
      assertThat(quiet.closeCode()).isEqualTo(1012);

      JsonObject done = talking.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      assertThat(talking.joined(ack.getString("turn"))).isEqualTo(done.getString("text"));
      assertThat(types(talking)).doesNotContain("reconnect");
      assertThat(talking.await("reconnect").getLong("after_ms")).isNotNegative();
      assertThat(talking.closeCode()).isEqualTo(1012);
      TestGateway.await(left);
    }
  }

  @Test
  void handshakes_inAFloodWhileItLeaves_areAnsweredWithWhenToComeAgain() {
    model.next(Script.endless(ms(50)));
    try (TestGateway gateway = gateway(LONG);
        ChatClient talking = ChatClient.join(gateway.port())) {
      talking.ask("q1", DemoShop.QUESTION);
      talking.await("token");
      gateway.leave();
      List<RawSocket> flood = new ArrayList<>();
      String refused = "";
      for (int i = 0; i < 1_000 && refused.isEmpty(); i++) {
        RawSocket raw = RawSocket.connect(gateway.port()).handshake();
        flood.add(raw);
        refused = raw.answer().startsWith("HTTP/1.1 503") ? raw.answer() : refused;
      }
      flood.forEach(RawSocket::close);
      assertThat(refused).containsPattern("(?i)\r\nretry-after: [1-3]\r\n");
    }
  }

  @Test
  void answer_thatOutlastsTheGrace_endsAsInterruptedWithItsText() {
    model.next(Script.endless(ms(20)));
    try (TestGateway gateway = gateway("1s");
        ChatClient client = ChatClient.join(gateway.port())) {
      JsonObject welcome = client.heard().getFirst();
      client.ask("q1", DemoShop.QUESTION);
      JsonObject ack = client.await("ack");
      client.await("token");
      Future<Void> left = gateway.leave();
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("interrupted");
      assertThat(done.getString("text"))
          .isNotEmpty()
          .isEqualTo(client.joined(ack.getString("turn")));
      client.await("reconnect");
      assertThat(client.closeCode()).isEqualTo(1012);
      TestGateway.await(left);
      assertThat(
              DemoShop.stored(
                  DemoShop.database(),
                  "select body ->> 'text' from entry where conversation = ? and body ->> 'type' = 'done'",
                  welcome.getString("conversation")))
          .containsExactly(done.getString("text"));
    }
  }

  @Test
  void secondSigterm_endsWhatTheFirstLetGoOn() {
    model.next(Script.endless(ms(20)));
    try (GatewayProcess gateway =
        GatewayProcess.start(
            DemoShop.database(), DemoShop.settings(model, "RAPPORT_CHAT_DRAIN", "10m"))) {
      try (ChatClient talking = ChatClient.join(gateway.port());
          ChatClient quiet = ChatClient.join(gateway.port())) {
        talking.ask("q1", DemoShop.QUESTION);
        talking.await("token");
        gateway.terminate();
        quiet.await("reconnect");
        int so = talking.heard().size();
        talking.await(frame -> talking.heard().size() > so + 5, "words after SIGTERM");
        gateway.terminate();
        assertThat(talking.await("done").getString("finish")).isEqualTo("interrupted");
        assertThat(talking.closeCode()).isEqualTo(1012);
      }
      assertThat(gateway.exitCode()).isEqualTo(128 + 15);
    }
  }

  @Test
  void gateway_nobodyTalksTo_leavesAtOnce() {
    long begun = System.nanoTime();
    try (TestGateway gateway = gateway("10m")) {
      TestGateway.await(gateway.leave());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
  }

  private static List<String> types(ChatClient client) {
    return client.heard().stream().map(frame -> frame.getString("type")).toList();
  }
}
