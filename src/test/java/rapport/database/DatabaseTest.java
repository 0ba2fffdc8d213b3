package rapport.database;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

class DatabaseTest {
  private static final int CONNECTIONS = 4;
  private static final int FOR_LATER = 1;
  private static final int STATEMENT_TIMEOUT_MILLIS = 500;

  private final Vertx vertx = Vertx.vertx();
  private Database database;

  @BeforeEach
  void open() {
    database = database(CONNECTIONS);
  }

  private Database database(int connections) {
    Map<String, String> settings =
        Map.of(
            "RAPPORT_DB_POOL_SIZE",
            Integer.toString(connections),
            "RAPPORT_DB_STATEMENT_TIMEOUT",
            STATEMENT_TIMEOUT_MILLIS + "ms");
    return Database.forServing(
        vertx, TestDatabase.freshDatabase(), TestGateway.settings(settings).database());
  }

  @AfterEach
  void close() {
    await(database.close());
    await(vertx.close());
  }

  /** One that were closed for its silence might be so under a statement that has just been sent. */
  @Test
  void quietPool_keepsItsConnections() {
    Set<Integer> before = servers();
    assertThat(before).hasSize(CONNECTIONS);

    await(vertx.timer(4 * STATEMENT_TIMEOUT_MILLIS));

    assertThat(servers()).isEqualTo(before);
  }

  /** The processes that serve its connections, all asked at once. */
  private Set<Integer> servers() {
    return await(
            Future.all(
                IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> server(i < FOR_LATER ? database.later() : database.pool()))
                    .toList()))
        .<Row>list()
        .stream()
        .map(row -> row.getInteger(0))
        .collect(Collectors.toSet());
  }

  private static Future<Row> server(Pool pool) {
    return pool.query("select pg_backend_pid() from pg_sleep(0.1)")
        .execute()
        .map(rows -> rows.iterator().next());
  }

  @Test
  void questions_waitForNothingThatIsStoredLater() {
    Future<?> later =
        Future.all(
            IntStream.rangeClosed(0, FOR_LATER)
                .mapToObj(i -> database.later().query("select pg_sleep(0.3)").execute())
                .toList());
    await(database.pool().query("select 1").execute());
    assertThat(later.isComplete()).isFalse();
    await(later);
  }

  @Test
  void fewConnections_areForEverything() {
    Database narrow = database(3);
    assertThat(narrow.later()).isSameAs(narrow.pool());
    await(narrow.close());
  }
}
