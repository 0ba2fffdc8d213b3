package rapport.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;
import rapport.life.Component;

/**
 * Connections to one database, so many and no more. Some are kept for what nobody waits for before
 * an answer's first word: those statements commit, and hold a connection for as long as a disk
 * takes; in one pool with them a question waited 29 ms for each connection it needed, at 150
 * questions a second. Where there are fewer than four, all are for everything.
 */
public final class Database implements Component {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /** Statements that may wait for a connection, as a multiple of the pool. */
  private static final int WAITING_PER_CONNECTION = 64;

  private static final int SILENT_STATEMENTS = 3;

  private static final String PING = "select 1";

  /** One connection in so many is for later. */
  private static final int LATER_SHARE = 4;

  private final Vertx vertx;
  private final String url;

  /** For questions, and for later; or one for both. */
  private final List<Connections> all;

  private OptionalLong pings = OptionalLong.empty();

  private Database(Vertx vertx, String url, List<Connections> all) {
    this.vertx = vertx;
    this.url = url;
    this.all = List.copyOf(all);
  }

  /** A pool of so many connections. */
  private record Connections(Pool pool, int size) {}

  /**
   * For answering questions: prepared statements, bounded time, bounded queues. Connections are
   * opened when they are needed, or one after another while they are not, and stay open: nobody's
   * question waits for one that was closed.
   */
  public static Database forServing(Vertx vertx, String url, DatabaseSettings settings) {
    int size = settings.poolSize();
    int forLater = size / LATER_SHARE;
    Duration timeout = settings.statementTimeout();
    List<Connections> all = new ArrayList<>();
    all.add(open(vertx, url, "database", size - forLater, size, timeout));
    if (forLater > 0) {
      all.add(open(vertx, url, "database-later", forLater, size, timeout));
    }
    Database database = new Database(vertx, url, all);
    database.keepAlive(timeout);
    return database;
  }

  /** For loading, whose statements may take long. */
  public static Database forLoading(Vertx vertx, String url) {
    return new Database(
        vertx, url, List.of(open(vertx, url, "database", 4, 4, Duration.ofHours(1))));
  }

  /** How many statements may wait for a connection. */
  public static int queue(DatabaseSettings settings) {
    return settings.poolSize() * WAITING_PER_CONNECTION;
  }

  /**
   * @param ofAll how many connections there are, in other pools, too
   */
  private static Connections open(
      Vertx vertx, String url, String name, int size, int ofAll, Duration statementTimeout) {
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(size)
            .setMaxWaitQueueSize(ofAll * WAITING_PER_CONNECTION)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setName(name);
    Pool pool =
        PgBuilder.pool()
            .with(options)
            .with(silence(statementTimeout))
            .connectingTo(connectOptions(url, statementTimeout))
            .using(vertx)
            .build();
    return new Connections(pool, size);
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
  private void keepAlive(Duration period) {
    all.forEach(this::ping);
    pings = OptionalLong.of(vertx.setPeriodic(period.toMillis(), id -> all.forEach(this::ping)));
  }

  /**
   * As many pings as there are connections, which take one each, or nearly: one that is missed is
   * closed when it is missed {@link #SILENT_STATEMENTS} times in turn. And one more, for a new one:
   * to open many at once would keep event loops for long (SCRAM hashes the password 4096 times). A
   * connection stays with the event loop that opened it, so each loop pings in its turn. Who fails
   * is told nowhere: a database that is away is for those to tell who need it.
   */
  private void ping(Connections connections) {
    int open = Math.min(connections.size, connections.pool.size() + 1);
    for (int i = 0; i < open; i++) {
      ((VertxInternal) vertx)
          .createEventLoopContext()
          .runOnContext(ping -> connections.pool.query(PING).execute());
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

  /** For what a question needs, and for all else that is asked. */
  public Pool pool() {
    return all.getFirst().pool;
  }

  /** For what is stored while words come, and at their end. */
  public Pool later() {
    return all.getLast().pool;
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
    return pool()
        .query(PING)
        .execute()
        .timeout(2, TimeUnit.SECONDS)
        .map(rows -> CheckResult.ok("database", "answers"))
        .otherwise(
            cause -> CheckResult.failed("database", "does not answer: " + cause.getMessage()));
  }

  @Override
  public Future<Void> close() {
    pings.ifPresent(vertx::cancelTimer);
    return Future.join(all.stream().map(some -> some.pool.close()).toList()).mapEmpty();
  }
}
