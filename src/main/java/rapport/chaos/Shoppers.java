package rapport.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All shoppers of a run, who know one address. */
final class Shoppers {
  private static final int LARGEST_MESSAGE = 1 << 22;

  /** What the demo shop's help pages answer, in letters of one to four bytes. */
  static final List<String> QUESTIONS =
      List.of(
          "How much does shipping cost?",
          "How long does delivery take?",
          "Do you ship abroad? Café, 咖啡, 😀",
          "Will I have to pay customs duties?");

  private final List<Shopper> all = new ArrayList<>();
  private final Tally tally = new Tally();
  private final Moves moves = new Moves();
  private final Vertx vertx;
  private final WebSocketClient client;

  /**
   * @param port of loopback, where the shop's address leads
   */
  Shoppers(Vertx vertx, int port, Habits habits, int count, long seed) {
    this.vertx = vertx;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(2 * count + 10)
                .setMaxMessageSize(LARGEST_MESSAGE)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setClosingTimeout(1)
                .setConnectTimeout(5_000)
                .setTcpNoDelay(true));
    for (int i = 0; i < count; i++) {
      all.add(new Shopper(client, port, habits, seed * 1_000_003 + i, tally, moves));
    }
  }

  /** They come, one after the other. */
  void come() {
    for (Shopper shopper : all) {
      Waiting.await(vertx.deployVerticle(shopper));
    }
  }

  Tally tally() {
    return tally;
  }

  /** Of those who were told to take another line, and did. */
  Moves moves() {
    return moves;
  }

  /**
   * They hear their last answers and leave; who has not left by then is asked for the ledger
   * anyway.
   */
  List<Ledger> leave(int seconds) {
    List<Future<Ledger>> leaving = all.stream().map(Shopper::leave).toList();
    try {
      Waiting.await(Future.join(leaving).timeout(seconds, TimeUnit.SECONDS).mapEmpty());
    } catch (ChaosException late) {
      leaving.stream()
          .filter(one -> !one.isComplete())
          .forEach(one -> tally.count("shoppers who waited in vain"));
    }
    return all.stream().map(shopper -> Waiting.await(shopper.ledger())).toList();
  }
}
