package rapport.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rapport.testing.TestGateway;

/**
 * Heap of an idle session: sockets that have said hello, offering compression as browsers do. The
 * slope between two counts, so that what the process needs anyway does not count.
 *
 * <p>Run it with {@code ./rapport bench IdleSessions}.
 */
public final class IdleSessions {
  private static final int FEW = 1_000;
  private static final int MANY = 6_000;

  private final List<WebSocket> sockets = new ArrayList<>();

  private IdleSessions() {}

  public static void main(String[] arguments) {
    Bench.run(() -> new IdleSessions().run());
  }

  private void run() throws Exception {
    Vertx vertx = Vertx.vertx();
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(MANY)
                .setTryUsePerMessageCompression(true));
    Map<String, String> settings =
        Map.of("RAPPORT_DB_URL", System.getenv("RAPPORT_DB_URL"), "RAPPORT_LOG", "WARN");
    try (BenchGateway gateway = new BenchGateway(settings)) {
      open(client, gateway.port, FEW);
      long few = gateway.liveBytes();
      open(client, gateway.port, MANY);
      long many = gateway.liveBytes();
      System.out.printf(
          "heap with %d sessions %.1f MB, with %d %.1f MB: %.2f KB a session%n",
          FEW, few / 1e6, MANY, many / 1e6, (many - few) / 1024.0 / (MANY - FEW));
    }
    TestGateway.await(vertx.close());
  }

  private void open(WebSocketClient client, int port, int count) {
    while (sockets.size() < count) {
      List<Future<WebSocket>> batch = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        batch.add(join(client, port));
      }
      TestGateway.await(Future.all(batch)).<WebSocket>list().forEach(sockets::add);
    }
  }

  private static Future<WebSocket> join(WebSocketClient client, int port) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/v1/chat");
    return client
        .connect(options)
        .compose(socket -> {
          Promise<WebSocket> welcomed = Promise.promise();
          socket.textMessageHandler(text -> welcomed.tryComplete(socket));
          socket.writeTextMessage("{\"type\":\"hello\"}");
          return welcomed.future();
        });
  }
}
