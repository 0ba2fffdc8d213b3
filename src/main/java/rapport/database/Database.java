package rapport.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;
import rapport.life.Component;

/** A bounded pool of connections to one database. */
public final class Database implements Component {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /** Statements that may wait for a connection, as a multiple of the pool. */
  private static final int WAITING_PER_CONNECTION = 64;

  private static final int SILENT_STATEMENTS = 3;

  private static final String PING = "select 1";

  private final Vertx vertx;
  private final String url;
  private final Pool pool;
  private OptionalLong pings = OptionalLong.empty();

  private Database(Vertx vertx, String url, Pool pool) {
    this.vertx = vertx;
    this.url = url;
    this.pool = pool;
  }

  /**
   * A pool for answering questions: prepared statements, bounded time, bounded queue. Its
   * connections are opened when they are needed, or one after another while they are not, and stay
   * open: nobody's question waits for one that was closed.
   */
  public static Database forServing(Vertx vertx, String url, DatabaseSettings settings) {
    Database database = open(vertx, url, settings.poolSize(), settings.statementTimeout());
    database.keepAlive(settings.poolSize(), settings.statementTimeout());
    return database;
  }

  /** A pool for loading, whose statements may take long. */
  public static Database forLoading(Vertx vertx, String url) {
    return open(vertx, url, 4, Duration.ofHours(1));
  }

  /** How many statements of a pool for answering questions may wait for a connection. */
  public static int queue(DatabaseSettings settings) {
    return settings.poolSize() * WAITING_PER_CONNECTION;
  }

  private static Database open(Vertx vertx, String url, int size, Duration statementTimeout) {
    PgConnectOptions connect = connectOptions(url, statementTimeout);
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(size)
            .setMaxWaitQueueSize(size * WAITING_PER_CONNECTION)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setName("database");
    return new Database(
        vertx,
        url,
        PgBuilder.pool()
            .with(options)
            .with(silence(statementTimeout))
            .connectingTo(connect)
            .using(vertx)
            .build());
  }

  /**
   * A server that stands still, or a line that swallows answers, ends no statement: a connection on
   * which nothing has come for longer than statements may take is closed. Whether one waits on it
   * or not: {@link #keepAlive}.
   */
  private static NetClientOptions silence(Duration statementTimeout) {
    return new NetClientOptions()
        .setReadIdleTimeout((int) statementTimeout.multipliedBy(SILENT_STATEMENTS).toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /**
   * Has something come on each connection in time: one closed for its silence would be opened for
   * the next question, or, worse, closed under a statement that has just been sent.
   */
  private void keepAlive(int connections, Duration period) {
    ping(connections);
    pings = OptionalLong.of(vertx.setPeriodic(period.toMillis(), id -> ping(connections)));
  }

  /**
   * So many pings at once take a connection each, and the last a new one. No more than one, since
   * to open it keeps an event loop for milliseconds (SCRAM hashes the password 4096 times). Who
   * fails is told nowhere: a database that is away is for those to tell who need it.
   */
  private void ping(int connections) {
    int open = Math.min(connections, pool.size() + 1);
    for (int i = 0; i < open; i++) {
      pool.query(PING).execute();
    }
  }

  /** How to connect by hand, for what needs a connection of its own. */
  public PgConnectOptions connectOptions() {
    return connectOptions(url, Duration.ofSeconds(5));
  }

  private static PgConnectOptions connectOptions(String url, Duration statementTimeout) {
    PgConnectOptions connect;
    try {
      connect = PgConnectOptions.fromUri(url);
    } catch (RuntimeException e) {
      throw new GatewayException(
          Fault.BAD_REQUEST,
          "db.url: not readable (expected: postgresql://user:password@host:port/database)",
          e);
    }
    connect
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(64)
        .setReconnectAttempts(0)
        .addProperty("application_name", "rapport")
        .addProperty("statement_timeout", Long.toString(statementTimeout.toMillis()))
        .addProperty("jit", "off")
        // Statements take milliseconds: a helper process, or a plan each time, costs more than it
        // saves.
        .addProperty("max_parallel_workers_per_gather", "0")
        .addProperty("plan_cache_mode", "force_generic_plan")
        // Disks do not seek any more: by the server's default of 4, a whole conversation would be
        // read and sorted for its last entries.
        .addProperty("random_page_cost", "1.1")
        // Filters apply after the index scan: it goes on until enough rows pass, but not for ever;
        // past that, exact search over the rows that pass is cheaper.
        .addProperty("hnsw.iterative_scan", "relaxed_order")
        .addProperty("hnsw.max_scan_tuples", "4000");
    return connect;
  }

  public Pool pool() {
    return pool;
  }

  /**
   * Turns the client's failures into ours: a database that is away, full, shutting down or too slow
   * is {@code unavailable}; any other error of a statement is a defect of that statement.
   */
  public static <T> Future<T> failure(Throwable cause) {
    if (cause instanceof GatewayException) {
      return Future.failedFuture(cause);
    }
    if (cause instanceof PgException error && !isAway(error)) {
      return Future.failedFuture(
          new GatewayException(Fault.INTERNAL, "something went wrong on our side", cause));
    }
    log.warn("database: {}", cause.toString());
    return Future.failedFuture(
        new GatewayException(Fault.UNAVAILABLE, "the database does not answer", cause));
  }

  /** By SQLSTATE class: connection, resources, operator intervention, retry; and read only. */
  private static boolean isAway(PgException error) {
    String state = String.valueOf(error.getSqlState());
    return Set.of("08", "53", "57", "40").contains(state.substring(0, Math.min(2, state.length())))
        || state.equals("25006");
  }

  @Override
  public Future<CheckResult> check() {
    return pool.query(PING)
        .execute()
        .timeout(2, TimeUnit.SECONDS)
        .map(rows -> CheckResult.ok("database", "answers"))
        .otherwise(
            cause -> CheckResult.failed("database", "does not answer: " + cause.getMessage()));
  }

  @Override
  public Future<Void> close() {
    pings.ifPresent(vertx::cancelTimer);
    return pool.close();
  }
}
