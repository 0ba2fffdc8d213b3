package rapport.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Language;
import rapport.words.Analyzer;

/**
 * Whole rows of a language are read before a question finds them, a few at a time, so that it need
 * not wait for them. That begins when the catalogue has been left alone for a while, and ends when
 * all rows are known, or as many as there is room for, or when they are out of date.
 */
final class ReadAhead {
  private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);

  /** A catalogue that is written all the time would be read all the time. */
  private static final long QUIET_MILLIS = 3_000;

  /** Decoding these takes an event loop a millisecond or two; then questions have their turn. */
  private static final int AT_ONCE = 50;

  private static final long PAUSE_MILLIS = 20;

  /** In a row: what is behind the table stays so until somebody asks. */
  private static final int MOST_FAILURES = 3;

  private final Pool pool;
  private final Language language;
  private final Supplier<@Nullable Kept> current;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile long changedAt;

  /**
   * @param current what is searched now, if anything is
   */
  ReadAhead(Pool pool, Language language, Supplier<@Nullable Kept> current) {
    this.pool = pool;
    this.language = language;
    this.current = current;
  }

  /** Other rows are searched from now on. On an event loop, which will read. */
  void changed() {
    changedAt = System.nanoTime();
    if (due.compareAndSet(false, true)) {
      await(Vertx.currentContext().owner(), QUIET_MILLIS);
    }
  }

  private void await(Vertx vertx, long millis) {
    vertx.setTimer(millis, waited -> beginWhenQuiet(vertx));
  }

  private void beginWhenQuiet(Vertx vertx) {
    long left = QUIET_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - changedAt);
    if (left > 0) {
      await(vertx, left);
      return;
    }
    due.set(false);
    Kept kept = current.get();
    if (kept != null) {
      new Reading(vertx, kept).page(IndexSql.FAQ_ROWS, "");
    }
  }

  private final class Reading {
    private final Vertx vertx;
    private final Kept kept;
    private final Analyzer analyzer = Analyzer.of(language);
    private int failures;

    Reading(Vertx vertx, Kept kept) {
      this.vertx = vertx;
      this.kept = kept;
    }

    void page(String sql, String last) {
      if (!isCurrent() || !kept.rows().haveRoom()) {
        return;
      }
      pool.preparedQuery(sql)
          .execute(Tuple.of(language.code(), last, AT_ONCE))
          .onSuccess(rows -> believe(sql, last, rows))
          .onFailure(away -> log.debug("nothing is read ahead: {}", away.toString()));
    }

    @SuppressWarnings("ReferenceEquality") // rows of one moment are nobody else's
    private boolean isCurrent() {
      Kept now = current.get();
      return now != null && now.rows() == kept.rows();
    }

    /** What was not changed until after it was read is what the table had at the mark. */
    private void believe(String sql, String last, RowSet<Row> rows) {
      kept.noted()
          .ask()
          .compose(noted ->
              noted.equals(kept.read().noted())
                  ? Future.succeededFuture(goOn(sql, last, rows))
                  : Future.failedFuture("the catalogue was changed"))
          .onFailure(failure -> again(sql, last, failure));
    }

    private void again(String sql, String last, Throwable failure) {
      log.debug("nothing is read ahead for a while: {}", failure.toString());
      if (++failures < MOST_FAILURES) {
        vertx.setTimer(QUIET_MILLIS, waited -> page(sql, last));
      }
    }

    private @Nullable Void goOn(String sql, String before, RowSet<Row> rows) {
      failures = 0;
      String last = before;
      for (Row row : rows) {
        Stored stored = Stored.of(row, analyzer);
        kept.rows().add(stored);
        last = stored.id();
      }
      String next = last;
      if (rows.size() == AT_ONCE) {
        vertx.setTimer(PAUSE_MILLIS, waited -> page(sql, next));
      } else if (sql.equals(IndexSql.FAQ_ROWS)) {
        page(IndexSql.PRODUCT_ROWS, "");
      }
      return null;
    }
  }
}
