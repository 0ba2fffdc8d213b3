package rapport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.http.ManagementServer;
import rapport.session.Conversations;

/*
 *   STAYING --begin--> not ready; nobody let in, no questions; clients told to reconnect, in turn
 *     --all answers ended and all sockets gone, or the grace is over, or hastened-->
 *   answers still running are ended as interrupted --stored--> who is still here: 1012 --> GONE
 */

/** How a gateway leaves its shoppers. Safe from any thread. */
final class Departure {
  private static final Logger log = LoggerFactory.getLogger(Departure.class);

  /** For close frames to be read and answered, once everything else is said. */
  private static final long GOODBYE_MILLIS = 1_000;

  /** Clients that come back to other processes, in a second, unless they are thousands. */
  private static final int RECONNECTS_PER_SECOND = 50;

  private final ManagementServer management;
  private final Conversations conversations;
  private final List<Doors> doors;
  private final IntSupplier sockets;
  private final Duration grace;
  private final Promise<Void> hastened = Promise.promise();

  /**
   * @param sockets how many are open
   * @param grace how long answers may go on
   */
  Departure(
      ManagementServer management,
      Conversations conversations,
      List<Doors> doors,
      IntSupplier sockets,
      Duration grace) {
    this.management = management;
    this.conversations = conversations;
    this.doors = doors;
    this.sockets = sockets;
    this.grace = grace;
  }

  /** Completes when everybody has gone, or was given the time to; never fails. Called once. */
  Future<Void> begin() {
    log.info("leaving: {} sockets are open", sockets.getAsInt());
    management.setLeaving();
    Duration spread = spread();
    Future<Void> answered = conversations.leave();
    Future<Void> gone = each(door -> door.leave(spread));
    return Future.any(Future.join(answered, gone), hastened.future())
        .timeout(Math.max(1, grace.toMillis()), TimeUnit.MILLISECONDS)
        .transform(over -> conversations.interruptAll())
        .transform(interrupted -> each(door -> door.dismiss(spread)))
        .transform(told -> gone.timeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS))
        .transform(left -> {
          log.info("left: {} sockets are open", sockets.getAsInt());
          return Future.succeededFuture();
        });
  }

  /** Waits for no more answers, also when it has not yet begun. */
  void hasten() {
    hastened.tryComplete();
  }

  /** A few clients are gone at once, thousands over half of the grace. */
  private Duration spread() {
    Duration paced = Duration.ofMillis(sockets.getAsInt() * 1_000L / RECONNECTS_PER_SECOND);
    Duration longest = grace.dividedBy(2);
    return paced.compareTo(longest) < 0 ? paced : longest;
  }

  private Future<Void> each(Function<Doors, Future<Void>> action) {
    return Future.join(doors.stream().map(action).toList()).mapEmpty();
  }
}
