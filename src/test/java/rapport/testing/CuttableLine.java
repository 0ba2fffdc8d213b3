package rapport.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP line between the gateway and its database that can lose the answers, stand still, and be
 * cut: what a network does.
 */
public final class CuttableLine {
  private final NetServer server;
  private final NetClient client;
  private final URI target;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile String unanswered;
  private volatile boolean still;

  private CuttableLine(Vertx vertx, URI target) {
    this.target = target;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::connected);
  }

  /** A line to the database at {@code url}. */
  public static Future<CuttableLine> to(Vertx vertx, String url) {
    CuttableLine line = new CuttableLine(vertx, URI.create(url));
    return line.server.listen(0, "127.0.0.1").map(line);
  }

  /** The database's url by way of this line. */
  public String url() {
    return target
        .toString()
        .replace("@" + target.getAuthority().split("@", 2)[1], "@127.0.0.1:" + server.actualPort());
  }

  /**
   * The first connection that carries {@code words} hears no answer to them, nor to what follows.
   */
  public void loseAnswerTo(String words) {
    unanswered = words;
  }

  /** From now on nothing moves, and no end notices. */
  public void standStill() {
    still = true;
    pairs.forEach(Pair::pause);
  }

  /** Ends all connections; new ones work. */
  public void cut() {
    pairs.forEach(Pair::close);
  }

  /** What stood still moves again. */
  public void moveAgain() {
    still = false;
    pairs.forEach(Pair::resume);
  }

  private void connected(NetSocket gateway) {
    gateway.pause();
    client
        .connect(target.getPort(), target.getHost())
        .onSuccess(database -> {
          Pair pair = new Pair(gateway, database);
          pairs.add(pair);
          gateway.handler(pair::ask);
          database.handler(pair::answer);
          gateway.closeHandler(closed -> pair.close());
          database.closeHandler(closed -> pair.close());
          if (still) {
            pair.pause();
          } else {
            gateway.resume();
          }
        })
        .onFailure(refused -> gateway.close());
  }

  private final class Pair {
    private final NetSocket gateway;
    private final NetSocket database;
    private volatile boolean deaf;

    Pair(NetSocket gateway, NetSocket database) {
      this.gateway = gateway;
      this.database = database;
    }

    void ask(Buffer question) {
      String words = unanswered;
      if (words != null && question.toString(StandardCharsets.UTF_8).contains(words)) {
        unanswered = null;
        deaf = true;
      }
      database.write(question);
    }

    void answer(Buffer answer) {
      if (!deaf) {
        gateway.write(answer);
      }
    }

    void pause() {
      gateway.pause();
      database.pause();
    }

    void resume() {
      gateway.resume();
      database.resume();
    }

    void close() {
      pairs.remove(this);
      gateway.close();
      database.close();
    }
  }
}
