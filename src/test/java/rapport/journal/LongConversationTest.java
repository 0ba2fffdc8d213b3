package rapport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.chat.ConversationId;
import rapport.chat.Exchange;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** What each question and each welcome read of a conversation does not grow with it. */
class LongConversationTest {
  private static final int TURNS = 600;

  /** $1 conversation, $2 turns. Of each turn a question, sources and an answer. */
  private static final String TALK =
      """
      with begun as (
        insert into conversation (id, secret_hash, seq) values ($1, 'secret', 3 * $2::int)
      ),
      asked as (
        insert into turn (conversation, id, client_id, seq, question, node, finish)
        select $1, $1 || n, 'q' || n, 3 * n - 2, 'question ' || n, 1, 'stop'
        from generate_series(1, $2::int) n
      )
      insert into entry (conversation, seq, body)
      select $1, 3 * n - 2 + i,
        jsonb_build_object(
          'type', (array['question', 'sources', 'done'])[i + 1], 'turn', $1 || n,
          'id', 'q' || n, 'text', 'answer ' || n, 'products', '[]'::jsonb, 'faqs', '[]'::jsonb)
      from generate_series(1, $2::int) n, generate_series(0, 2) i
      """;

  private static final int OTHER_SHOPPERS = 1_000;

  /** $1 up to which number, the last thousand: who each asked one thing. */
  private static final String OTHERS =
      """
      with someone as (
        select 'c_' || n as id, n from generate_series($1::int - 999, $1::int) n
      ),
      begun as (
        insert into conversation (id, secret_hash, seq) select id, 'secret', 3 from someone
      ),
      asked as (
        insert into turn (conversation, id, client_id, seq, question, node, finish)
        select id, 't' || n, 'q', 1, 'question', 1, 'stop' from someone
      )
      insert into entry (conversation, seq, body)
      select id, i,
        jsonb_build_object(
          'type', (array['question', 'sources', 'done'])[i], 'turn', 't' || n, 'text', 'answer')
      from someone, generate_series(1, 3) i
      """;

  private static Vertx vertx;
  private static Database database;
  private static Journal journal;

  @BeforeAll
  static void talk() {
    vertx = Vertx.vertx();
    String url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    database = Database.forServing(vertx, url, TestGateway.settings(Map.of()).database());
    journal = Journal.postgres(vertx, database);
    await(database.pool().preparedQuery(OTHERS).execute(Tuple.of(OTHER_SHOPPERS)));
    await(database.pool().preparedQuery(TALK).execute(Tuple.of("c_long", TURNS)));
    await(database.pool().preparedQuery(OTHERS).execute(Tuple.of(2 * OTHER_SHOPPERS)));
    await(database.pool().query("analyze").execute());
  }

  @AfterAll
  static void disconnect() {
    await(journal.close());
    await(database.close());
    await(vertx.close());
  }

  @Test
  void lastExchanges_areThoseAtItsEnd() {
    List<Exchange> recent = await(journal.recent(new ConversationId("c_long"), 3, true));

    assertThat(recent.stream().map(Exchange::question))
        .containsExactly("question 598", "question 599", "question 600");
    assertThat(recent.stream().map(Exchange::answer))
        .containsExactly("answer 598", "answer 599", "answer 600");
  }

  @Test
  void lastTurn_isThatAtItsEnd() {
    Journal.Opened opened = await(journal.open(new ConversationId("c_long"))).orElseThrow();

    assertThat(opened.seq()).isEqualTo(3 * TURNS);
    assertThat(opened.last().turn().value()).isEqualTo("c_long" + TURNS);
  }

  @Test
  void lastExchanges_areReadWithoutTheOthers() {
    assertThat(
            rowsRead(
                "prepare asked(text, int, boolean) as " + JournalSql.RECENT,
                "explain (analyze, format json) execute asked('c_long', 3, true)"))
        .isBetween(9.0, 40.0);
  }

  @Test
  void lastTurn_isReadWithoutTheOthers() {
    assertThat(
            rowsRead(
                "prepare asked(text) as " + JournalSql.OPEN,
                "explain (analyze, format json) execute asked('c_long')"))
        .isBetween(3.0, 10.0);
  }

  /** As the gateway's own connections plan it: once, for any conversation. */
  private static double rowsRead(String prepare, String explain) {
    return await(
        database
            .pool()
            .withConnection(connection ->
                connection
                    .query(prepare)
                    .execute()
                    .compose(prepared -> connection.query(explain).execute())
                    .map(plan -> plan.iterator().next().getJsonArray(0).getJsonObject(0))
                    .map(plan -> rowsRead(plan.getJsonObject("Plan")))
                    .eventually(() -> connection.query("deallocate asked").execute())));
  }

  /** Of all that scan a table or an index: rows that passed, and rows that did not. */
  private static double rowsRead(JsonObject node) {
    double here =
        node.getString("Node Type").endsWith("Scan")
            ? (node.getDouble("Actual Rows") + node.getDouble("Rows Removed by Filter", 0.0))
                * node.getDouble("Actual Loops")
            : 0;
    double below =
        node.getJsonArray("Plans", new JsonArray()).stream()
            .mapToDouble(plan -> rowsRead((JsonObject) plan))
            .sum();
    return here + below;
  }
}
