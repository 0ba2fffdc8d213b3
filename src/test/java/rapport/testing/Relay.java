package rapport.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** One address for whoever serves just now, as a shop's load balancer has it. */
public final class Relay implements AutoCloseable {
  private final NetServer server;
  private final NetClient client;
  private volatile int port;

  private Relay(Vertx vertx, int port) {
    this.port = port;
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::connected);
    Waiting.await(server.listen(0, "127.0.0.1"));
  }

  /** A relay to a port of this machine. */
  public static Relay to(Vertx vertx, int port) {
    return new Relay(vertx, port);
  }

  /** New connections go to this port. */
  public void turnTo(int next) {
    port = next;
  }

  /** {@code http://127.0.0.1:PORT} of the relay itself. */
  public String origin() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private void connected(NetSocket shopper) {
    shopper.pause();
    client
        .connect(port, "127.0.0.1")
        .onSuccess(gateway -> {
          shopper.closeHandler(v -> gateway.close());
          gateway.closeHandler(v -> shopper.close());
          shopper.pipeTo(gateway);
          gateway.pipeTo(shopper);
        })
        .onFailure(refused -> shopper.close());
  }

  @Override
  public void close() {
    Waiting.await(server.close());
  }
}
