package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.session.DemoShop.record;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.untilSeen;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.catalog.Catalog.Kind;
import rapport.localdb.LocalDatabase;
import rapport.localdb.TemporaryDatabase;
import rapport.testing.ChatClient;
import rapport.testing.Management;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** The database's server stops and comes back, while sockets are open and an answer streams. */
class DatabaseDownTest {
  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TemporaryDatabase database;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    database = LocalDatabase.temporary();
    TestDatabase.execute(database.url(), "create extension if not exists vector");
    TestGateway.load(database.url(), Kind.PRODUCT, "demo/products.en.jsonl");
    gateway = TestGateway.on(database.url(), DemoShop.settings(model));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
    database.close();
  }

  @Test
  void answersAndSockets_outliveAnOutageOfTheDatabase() {
    model.next(Script.tokens(40).every(ms(20)), Script.words("Fine."));
    try (ChatClient answered = ChatClient.join(gateway.port());
        ChatClient asking = ChatClient.join(gateway.port())) {
      answered.ask("q1", QUESTION);
      answered.await("token");

      database.pause();
      untilSeen(vertx, () -> !Management.isReady(gateway.managementPort()));
      JsonObject checks = Management.readiness(gateway.managementPort()).getJsonObject("checks");
      assertThat(down(checks, "database")).contains("does not answer");
      assertThat(down(checks, "journal")).contains("no connection");
      long asked = System.nanoTime();
      asking.ask("q1", QUESTION);
      JsonObject refused = asking.await("error");
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isLessThan(6_000);
      assertThat(refused.getString("code")).isEqualTo("unavailable");
      assertThat(refused.getString("id")).isEqualTo("q1");
      answered.await(frame -> answered.joined(turn(frame)).endsWith("word9 "), "the words go on");
      asking.send(new JsonObject().put("type", "ping").put("n", 1));
      assertThat(asking.await("pong").getInteger("n")).isEqualTo(1);

      database.resume();
      JsonObject done = answered.await("done");
      assertThat(done.getString("finish")).isEqualTo("stop");
      assertThat(answered.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
      untilSeen(vertx, () -> Management.isReady(gateway.managementPort()));
      asking.ask("q1", QUESTION);
      assertThat(asking.await("ack").getBoolean("duplicate")).isFalse();
      assertThat(asking.await("done").getString("text")).isEqualTo("Fine.");
      for (ChatClient client : new ChatClient[] {answered, asking}) {
        assertThat(record(database.url(), client.heard().getFirst().getString("conversation")))
            .containsExactly("question", "sources", "done");
      }
      assertThat(Management.metric(gateway.managementPort(), "rapport_turns_running")).isZero();
      assertThat(locks()).isEqualTo(1);
    }
  }

  @Test
  void question_whileAllConnectionsAreTaken_isRefused_andAnsweredWhenThereAreSomeAgain()
      throws SQLException {
    model.next(Script.words("Fine."));
    List<Connection> taken = new ArrayList<>();
    try (ChatClient client = ChatClient.join(gateway.port())) {
      takeAll(taken);
      untilSeen(vertx, () -> !Management.isReady(gateway.managementPort()));
      JsonObject checks = Management.readiness(gateway.managementPort()).getJsonObject("checks");
      assertThat(down(checks, "database")).contains("53300");
      client.ask("q1", QUESTION);
      JsonObject refused = client.await("error");
      assertThat(refused.getString("code")).isEqualTo("unavailable");
      assertThat(refused.getString("id")).isEqualTo("q1");

      closeAll(taken);
      untilSeen(vertx, () -> Management.isReady(gateway.managementPort()));
      client.ask("q1", QUESTION);
      assertThat(client.await("ack").getLong("seq")).isEqualTo(1);
      assertThat(client.await("done").getString("text")).isEqualTo("Fine.");
      assertThat(record(database.url(), client.heard().getFirst().getString("conversation")))
          .containsExactly("question", "sources", "done");
    } finally {
      closeAll(taken);
    }
  }

  /** Until the server has no connection left, and the gateway none. */
  private static void takeAll(List<Connection> taken) throws SQLException {
    taken.add(TestDatabase.connect(database.url()));
    try (PreparedStatement end =
        taken
            .getFirst()
            .prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'rapport'")) {
      boolean ended = true;
      while (ended) {
        takeRest(taken);
        try (ResultSet rows = end.executeQuery()) {
          ended = rows.next();
        }
      }
    }
  }

  private static void takeRest(List<Connection> taken) {
    try {
      while (true) {
        taken.add(TestDatabase.connect(database.url()));
      }
    } catch (SQLException full) {
      assertThat(full.getSQLState()).isEqualTo("53300");
    }
  }

  private static void closeAll(List<Connection> taken) throws SQLException {
    for (Connection connection : taken) {
      connection.close();
    }
  }

  @Test
  void question_thatWaitsForALock_isGivenUpInTime_andStoredOnceWhenItIsFree() throws SQLException {
    model.next(Script.words("Fine."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      try (Connection other = TestDatabase.connect(database.url());
          Statement lock = other.createStatement()) {
        other.setAutoCommit(false);
        lock.execute("lock table turn in access exclusive mode");
        client.ask("q1", QUESTION);
        assertThat(client.await("error").getString("code")).isEqualTo("unavailable");
        client.send(new JsonObject().put("type", "ping").put("n", 1));
        client.await("pong");
        assertThat(Management.isReady(gateway.managementPort())).isTrue();
        other.rollback();
      }
      client.ask("q1", QUESTION);
      assertThat(client.await("ack").getLong("seq")).isEqualTo(1);
      client.await("done");
      assertThat(record(database.url(), client.heard().getFirst().getString("conversation")))
          .containsExactly("question", "sources", "done");
    }
  }

  /** What PostgreSQL says when a table cannot grow. */
  @Test
  void question_thatTheFullDiskDoesNotTake_isRefused_andStoredOnceWhenThereIsRoom() {
    model.next(Script.words("Fine."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      TestDatabase.execute(
          database.url(),
          """
          create function full_disk() returns trigger language plpgsql as $$
          begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
          create trigger full_disk before insert on turn for each row execute function full_disk()
          """);
      client.ask("q1", QUESTION);
      assertThat(client.await("error").getString("code")).isEqualTo("unavailable");
      client.send(new JsonObject().put("type", "ping").put("n", 1));
      client.await("pong");
      JsonObject checks = Management.readiness(gateway.managementPort()).getJsonObject("checks");
      assertThat(down(checks, "journal")).contains("cannot store", "No space left on device");

      TestDatabase.execute(
          database.url(), "drop trigger full_disk on turn; drop function full_disk");
      client.ask("q1", QUESTION);
      assertThat(client.await("ack").getLong("seq")).isEqualTo(1);
      client.await("done");
      assertThat(Management.isReady(gateway.managementPort())).isTrue();
      assertThat(record(database.url(), client.heard().getFirst().getString("conversation")))
          .containsExactly("question", "sources", "done");
    }
  }

  private static String turn(JsonObject frame) {
    return String.valueOf(frame.getString("turn"));
  }

  private static String down(JsonObject checks, String name) {
    assertThat(checks.getJsonObject(name).getBoolean("ok")).isFalse();
    return checks.getJsonObject(name).getString("reason");
  }

  private static int locks() {
    return DemoShop.stored(
            database.url(),
            "select objid::text from pg_locks where locktype = 'advisory' and granted and ? <> ''",
            "x")
        .size();
  }
}
