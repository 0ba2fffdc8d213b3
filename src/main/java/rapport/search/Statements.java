package rapport.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.words.Analyzer;

/**
 * Runs the statements of {@link SearchSql}. Without filters a statement is planned once a
 * connection: planning costs as much as a third of running it. With filters it is planned for each
 * question, since the best plan for a rare brand is not the best for a wide budget.
 */
final class Statements {
  private final Pool pool;
  private final Map<Shape, String> texts = new ConcurrentHashMap<>();

  Statements(Pool pool) {
    this.pool = pool;
  }

  /**
   * Which statement.
   *
   * @param dimension of the question's vector, 0 when there is none
   * @param many whether more rows than usual are asked for
   */
  private record Shape(int dimension, boolean filtered, boolean many) {
    String text() {
      return dimension == 0
          ? SearchSql.lexical(filtered)
          : SearchSql.hybrid(dimension, filtered, many);
    }
  }

  /** Products and FAQs. */
  Future<List<Match>> run(Weighed asked) {
    Embedding vector = asked.encoded().vector();
    boolean filtered = !asked.filters().areNone();
    Shape shape =
        new Shape(vector == null ? 0 : vector.dimension(), filtered, asked.breadth().isMany());
    String sql = texts.computeIfAbsent(shape, Shape::text);
    Tuple parameters = SearchParameters.of(asked);
    Future<RowSet<Row>> rows =
        filtered
            ? pool.withConnection(connection -> planned(connection, sql, parameters))
            : pool.preparedQuery(sql).execute(parameters);
    Analyzer analyzer = Analyzer.of(asked.language());
    return rows.recover(Database::failure)
        .map(found -> found.stream().map(row -> Match.of(row, analyzer)).toList());
  }

  /** Three statements on their way together: nothing waits for the first or the last. */
  private static Future<RowSet<Row>> planned(
      SqlConnection connection, String sql, Tuple parameters) {
    Future<?> before = connection.query("set plan_cache_mode = force_custom_plan").execute();
    Future<RowSet<Row>> rows = connection.preparedQuery(sql).execute(parameters);
    Future<?> after = connection.query("reset plan_cache_mode").execute();
    return Future.join(before, rows, after).transform(all -> rows);
  }
}
