package rapport.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the gateway's promises cannot do without: a question is stored before it is acknowledged,
 * its sources before they are shown, its answer before it is said to be done. The gateway's own
 * statements in the gateway's own tables, through the client that it uses, on the event loops of
 * the sockets. What is stored is as long as what the gateway stores, and never parsed here.
 */
final class Journal {
  private static final String ACCEPT = resource("accept.sql");
  private static final String SOURCE = resource("source.sql");
  private static final String FINISH = resource("finish.sql");
  private static final String SOURCES = resource("sources.json").substring(1);
  private static final String RECEIPT = resource("receipt.json");
  private static final String SECRET_HASH = "0".repeat(64);

  private final VertxInternal vertx;
  private final Pool pool;
  private final long node = ThreadLocalRandom.current().nextLong();

  /**
   * @param connections to the database, at most
   */
  Journal(int loops, String url, int connections) {
    vertx =
        (VertxInternal)
            Vertx.vertx(
                new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(connections))
            .connectingTo(
                PgConnectOptions.fromUri(url)
                    .setCachePreparedStatements(true)
                    .addProperty("jit", "off")
                    .addProperty("plan_cache_mode", "force_generic_plan"))
            .using(vertx)
            .build();
  }

  /** For the sockets, too, so that no statement changes threads more often than it must. */
  EventLoopGroup loops() {
    return vertx.nettyEventLoopGroup();
  }

  /** A new conversation whose socket is on that event loop. */
  Conversation begin(EventLoop loop) {
    return new Conversation(vertx.contextBuilder().withEventLoop(loop).build());
  }

  private static String name(String prefix) {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return prefix + HexFormat.of().formatHex(random);
  }

  private static String resource(String name) {
    try (InputStream in = Journal.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On its event loop only. Text comes and is stored as escaped as JSON has it. */
  final class Conversation {
    private final ContextInternal context;
    private final String id = name("c_");

    private Conversation(ContextInternal context) {
      this.context = context;
    }

    /**
     * A question.
     *
     * @param client the client's own name for it
     * @return the name of its turn, when it is stored
     */
    CompletableFuture<String> accept(String client, String question) {
      String turn = name("t_");
      String body =
          "{\"at\":\"%s\",\"id\":\"%s\",\"text\":\"%s\",\"turn\":\"%s\",\"type\":\"question\"}"
              .formatted(Instant.now(), client, question, turn);
      return run(ACCEPT, Tuple.of(id, SECRET_HASH, turn, client, question, node, body))
          .thenApply(stored -> turn);
    }

    /** What its answer stands on. */
    CompletableFuture<Void> source(String turn) {
      String body = "{\"type\":\"sources\",\"turn\":\"" + turn + "\"," + SOURCES;
      return run(SOURCE, Tuple.of(id, turn, body, RECEIPT));
    }

    /** Its whole answer. */
    CompletableFuture<Void> finish(String turn, String answer) {
      String body =
          "{\"type\":\"done\",\"turn\":\"%s\",\"finish\":\"stop\",\"text\":\"%s\"}"
              .formatted(turn, answer);
      return run(FINISH, Tuple.of(id, turn, "stop", body));
    }

    private CompletableFuture<Void> run(String sql, Tuple values) {
      CompletableFuture<Void> stored = new CompletableFuture<>();
      context.dispatch(
          () ->
              pool.preparedQuery(sql)
                  .execute(values)
                  .onSuccess(rows -> stored.complete(null))
                  .onFailure(stored::completeExceptionally));
      return stored;
    }
  }
}
