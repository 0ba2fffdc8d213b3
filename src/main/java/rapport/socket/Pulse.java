package rapport.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rapport.session.ChatSettings;

/**
 * The sockets of one event loop, and one timer for all their deadlines: a timer a socket would cost
 * more than the socket. On that event loop only.
 */
final class Pulse {
  private static final long BEAT_MILLIS = 1_000;

  private final Vertx vertx;
  private final Limits limits;
  private final Consumer<CloseCode> closings;
  private final Set<ChatSocket> sockets = new LinkedHashSet<>();
  private @Nullable Promise<Void> empty;

  Pulse(Vertx vertx, Limits limits, Consumer<CloseCode> closings) {
    this.vertx = vertx;
    this.limits = limits;
    this.closings = closings;
    vertx.setPeriodic(BEAT_MILLIS, beat -> beat());
  }

  void add(ChatSocket socket) {
    sockets.add(socket);
  }

  void remove(ChatSocket socket) {
    sockets.remove(socket);
    completeIfEmpty();
  }

  /**
   * Tells everybody to reconnect, over such a time; completes when there are no sockets any more.
   */
  Future<Void> leave(Duration spread) {
    Promise<Void> promise = Promise.promise();
    empty = promise;
    LeaveTaking taking = new LeaveTaking(sockets.size(), spread, System::nanoTime);
    vertx.setPeriodic(LeaveTaking.STEP_MILLIS, step -> taking.goOn(sockets()));
    completeIfEmpty();
    return promise.future();
  }

  /** Whether the whole process is about to go. */
  boolean isLastCall() {
    return empty != null;
  }

  private void completeIfEmpty() {
    if (empty != null && sockets.isEmpty()) {
      empty.tryComplete();
    }
  }

  void closed(CloseCode code) {
    closings.accept(code);
  }

  Limits limits() {
    return limits;
  }

  /** The sockets that are open now; safe to close them while going through. */
  Set<ChatSocket> sockets() {
    return new LinkedHashSet<>(sockets);
  }

  private void beat() {
    long now = System.nanoTime();
    new ArrayList<>(sockets).forEach(socket -> socket.beat(now));
  }

  /**
   * How long is waited for whom.
   *
   * @param heartbeatNanos quiet time before a ping
   * @param silenceNanos without a sign of life the client is gone
   * @param stallNanos a client that reads nothing for so long is cut off
   * @param closingNanos for the client's side of a close
   * @param helloNanos for the first frame
   */
  record Limits(
      long heartbeatNanos, long silenceNanos, long stallNanos, long closingNanos, long helloNanos) {
    /** Time after which a client that is being told something is asked whether it reads. */
    long confirmNanos() {
      return Math.min(heartbeatNanos, stallNanos / 2);
    }

    static Limits of(ChatSettings settings) {
      Duration heartbeat = settings.heartbeat();
      return new Limits(
          heartbeat.toNanos(),
          heartbeat.multipliedBy(5).dividedBy(2).toNanos(),
          settings.stallTimeout().toNanos(),
          Duration.ofSeconds(5).toNanos(),
          settings.helloTimeout().toNanos());
    }
  }
}
