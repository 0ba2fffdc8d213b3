package rapport.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.life.CheckResult;

/**
 * Tells other processes that this one lives: an advisory lock, held by a connection of its own.
 * PostgreSQL frees it the moment the process is gone, however it went, so there is no clock and no
 * lease to renew. Safe from any thread.
 */
final class NodeLock {
  private static final Logger log = LoggerFactory.getLogger(NodeLock.class);
  private static final long RETRY_MILLIS = 500;
  private static final long TAKE_SECONDS = 4;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final long node;
  private @Nullable PgConnection connection;
  private @Nullable PgConnection lastLost;
  private @Nullable Future<Void> taking;
  private boolean closed;

  NodeLock(Vertx vertx, PgConnectOptions options, long node) {
    this.vertx = vertx;
    this.options = new PgConnectOptions(options);
    this.node = node;
  }

  /**
   * Completes, on any thread, when the lock is held; takes it first if need be. Fails when that
   * takes too long: a server that stands still accepts connections, too.
   */
  synchronized Future<Void> held() {
    if (connection != null) {
      return Future.succeededFuture();
    }
    if (taking == null) {
      Promise<Void> taken = Promise.promise();
      taking = taken.future();
      take().onComplete(done -> taken(done.cause(), taken));
    }
    return taking;
  }

  private Future<Void> take() {
    if (closed) {
      return Future.failedFuture(new IllegalStateException("closed"));
    }
    Future<PgConnection> connecting = PgConnection.connect(vertx, options);
    // The lock is waited for: a connection that just broke may still hold it.
    return connecting
        .compose(this::lock)
        .compose(this::hold)
        .timeout(TAKE_SECONDS, TimeUnit.SECONDS)
        .onFailure(failure -> connecting.onSuccess(this::drop));
  }

  private void taken(@Nullable Throwable failure, Promise<Void> taken) {
    synchronized (this) {
      taking = null;
    }
    if (failure == null) {
      taken.complete();
    } else {
      taken.fail(failure);
    }
  }

  private Future<PgConnection> lock(PgConnection fresh) {
    fresh.closeHandler(gone -> lost(fresh));
    return fresh.preparedQuery(JournalSql.HOLD).execute(Tuple.of(node)).map(fresh);
  }

  private synchronized Future<Void> hold(PgConnection fresh) {
    if (closed || fresh.equals(lastLost)) {
      return Future.failedFuture(new IllegalStateException("gone again"));
    }
    connection = fresh;
    return Future.succeededFuture();
  }

  private synchronized void drop(PgConnection late) {
    if (late.equals(connection)) {
      connection = null;
    }
    late.close().onFailure(failure -> log.debug("already gone: {}", failure.getMessage()));
  }

  private synchronized void lost(PgConnection gone) {
    lastLost = gone;
    if (gone.equals(connection)) {
      connection = null;
      log.warn("the connection that says we live is gone: taking another");
      takeSoon();
    }
  }

  private synchronized void takeSoon() {
    if (!closed) {
      vertx.setTimer(
          RETRY_MILLIS,
          retry ->
              held()
                  .onFailure(failure -> {
                    log.warn("not yet: {}", failure.getMessage());
                    takeSoon();
                  }));
    }
  }

  synchronized CheckResult state() {
    return connection != null
        ? CheckResult.ok("journal", "holds its lock")
        : CheckResult.failed("journal", "has no connection to the database");
  }

  Future<CheckResult> check() {
    return Future.succeededFuture(state());
  }

  synchronized Future<Void> close() {
    closed = true;
    PgConnection held = connection;
    connection = null;
    return held == null ? Future.succeededFuture() : held.close();
  }
}
