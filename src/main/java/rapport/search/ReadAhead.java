package rapport.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Language;
import rapport.words.Analyzer;

/**
 * Whole rows are read before a question finds them, a few at a time, so that it need not wait for
 * them. That begins when the catalogue has been left alone for a while, and ends when all rows are
 * known, or as many as there is room for, or when they are out of date.
 */
final class ReadAhead {
  private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);

  /** A catalogue that is written all the time would be read all the time. */
  private static final long QUIET_MILLIS = 3_000;

  /** Decoding these takes an event loop a millisecond or two; then questions have their turn. */
  private static final int AT_ONCE = 50;

  private static final long PAUSE_MILLIS = 20;

  private final Pool pool;

  ReadAhead(Pool pool) {
    this.pool = pool;
  }

  /**
   * Reads in the background, on the caller's event loop.
   *
   * @param current whether {@code kept} is still what is searched
   */
  void begin(Language language, Kept kept, BooleanSupplier current) {
    Reading reading = new Reading(Vertx.currentContext().owner(), language, kept, current);
    reading.after(QUIET_MILLIS, () -> reading.page(IndexSql.PRODUCT_ROWS, ""));
  }

  private final class Reading {
    private final Vertx vertx;
    private final Language language;
    private final Analyzer analyzer;
    private final Kept kept;
    private final BooleanSupplier current;

    Reading(Vertx vertx, Language language, Kept kept, BooleanSupplier current) {
      this.vertx = vertx;
      this.language = language;
      this.analyzer = Analyzer.of(language);
      this.kept = kept;
      this.current = current;
    }

    void after(long millis, Runnable action) {
      vertx.setTimer(millis, waited -> action.run());
    }

    void page(String sql, String last) {
      if (!current.getAsBoolean() || !kept.rows().haveRoom()) {
        return;
      }
      pool.preparedQuery(sql)
          .execute(Tuple.of(language.code(), last, AT_ONCE))
          .compose(this::asTheyWereRead)
          .onSuccess(rows -> goOn(sql, last, rows))
          .onFailure(failure -> log.info("no rows are read ahead: {}", failure.toString()));
    }

    /** What was not changed until after it was read is what the table had at the mark. */
    private Future<RowSet<Row>> asTheyWereRead(RowSet<Row> rows) {
      return kept.noted()
          .ask()
          .compose(noted ->
              noted.equals(kept.read().noted())
                  ? Future.succeededFuture(rows)
                  : Future.failedFuture("the catalogue was changed"));
    }

    private void goOn(String sql, String before, RowSet<Row> rows) {
      String last = before;
      for (Row row : rows) {
        Stored stored = Stored.of(row, analyzer);
        kept.rows().add(stored);
        last = stored.id();
      }
      String next = last;
      if (rows.size() == AT_ONCE) {
        after(PAUSE_MILLIS, () -> page(sql, next));
      } else if (sql.equals(IndexSql.PRODUCT_ROWS)) {
        after(PAUSE_MILLIS, () -> page(IndexSql.FAQ_ROWS, ""));
      }
    }
  }
}
