package rapport.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.life.CheckResult;

/**
 * Tells other processes that this one lives: an advisory lock, held by a connection of its own.
 * PostgreSQL frees it the moment the process is gone, however it went, so there is no clock and no
 * lease to renew.
 */
final class NodeLock {
  private static final Logger log = LoggerFactory.getLogger(NodeLock.class);
  private static final long RETRY_MILLIS = 500;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final long node;
  private volatile @Nullable PgConnection connection;
  private volatile @Nullable Future<Void> taking;
  private volatile boolean closed;

  NodeLock(Vertx vertx, PgConnectOptions options, long node) {
    this.vertx = vertx;
    // The lock is waited for if a connection that just broke still holds it.
    this.options = new PgConnectOptions(options);
    this.node = node;
  }

  /** Completes when the lock is held; takes it first if need be. */
  Future<Void> held() {
    if (connection != null) {
      return Future.succeededFuture();
    }
    return take();
  }

  private synchronized Future<Void> take() {
    Future<Void> underWay = taking;
    if (underWay != null && !underWay.isComplete()) {
      return underWay;
    }
    Promise<Void> promise = Promise.promise();
    taking = promise.future();
    PgConnection.connect(vertx, options).compose(this::lock).<Void>mapEmpty().onComplete(promise);
    return promise.future();
  }

  private Future<PgConnection> lock(PgConnection fresh) {
    return fresh
        .preparedQuery(JournalSql.HOLD)
        .execute(Tuple.of(node))
        .map(locked -> hold(fresh))
        .onFailure(failure -> fresh.close());
  }

  private PgConnection hold(PgConnection fresh) {
    fresh.closeHandler(gone -> takeAgain());
    connection = fresh;
    return fresh;
  }

  private void takeAgain() {
    connection = null;
    if (!closed) {
      log.warn("the connection that says we live is gone: taking another");
      vertx.setTimer(
          RETRY_MILLIS,
          retry ->
              held()
                  .onFailure(failure -> {
                    log.warn("not yet: {}", failure.getMessage());
                    takeAgain();
                  }));
    }
  }

  CheckResult state() {
    return connection != null
        ? CheckResult.ok("journal", "holds its lock")
        : CheckResult.failed("journal", "has no connection to the database");
  }

  Future<CheckResult> check() {
    return Future.succeededFuture(state());
  }

  Future<Void> close() {
    closed = true;
    PgConnection held = connection;
    connection = null;
    return held == null ? Future.succeededFuture() : held.close();
  }
}
