package rapport.llm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An HTTP client for each event loop. A client shared by all would lend connections across loops
 * (its pool takes the most recently used one, whoever's it is), and every token would then change
 * threads. Made at once and not by the loops, where they would be closed with the verticle that
 * happened to come first.
 */
final class LoopClients {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final List<HttpClient> clients;
  private final ConcurrentMap<Thread, HttpClient> byLoop = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  LoopClients(Vertx vertx, OpenAiSettings settings) {
    clients =
        Stream.generate(() -> client(vertx, pool(settings)))
            .limit(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)
            .toList();
  }

  /** The client of the calling event loop. */
  HttpClient here() {
    return byLoop.computeIfAbsent(
        Thread.currentThread(),
        loop -> clients.get(Math.floorMod(next.getAndIncrement(), clients.size())));
  }

  Future<Void> close() {
    return Future.join(clients.stream().map(HttpClient::close).toList()).mapEmpty();
  }

  /** A client as this room wants it. What breaks a connection is heard by its response. */
  static HttpClient client(Vertx vertx, PoolOptions pool) {
    return vertx
        .httpClientBuilder()
        .with(options())
        .with(pool)
        .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
        .build();
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions()
        .setConnectTimeout(CONNECT_MILLIS)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setTcpNoDelay(true)
        .setDecompressionSupported(false);
  }

  /** The limit is {@link StreamSlots}; the pool may lag behind it by connections just closed. */
  private static PoolOptions pool(OpenAiSettings settings) {
    return new PoolOptions()
        .setHttp1MaxSize(settings.maxStreams())
        .setMaxWaitQueueSize(settings.maxStreams());
  }
}
