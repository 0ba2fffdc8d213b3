package rapport.openai;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import rapport.telemetry.Telemetry;

/**
 * How long a client may take nothing of what there is for it; past that its connection is closed.
 * Beneath Vert.x, which closes a connection when all is written: a client that does not read never
 * lets that happen. On the request's event loop only.
 */
final class Stall {
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final ChannelHandlerContext channel;
  private final long millis;
  private final Telemetry telemetry;
  private long timer = NO_TIMER;

  Stall(Vertx vertx, HttpServerRequest request, long millis, Telemetry telemetry) {
    this.vertx = vertx;
    this.channel = ((ConnectionBase) request.connection()).channelHandlerContext();
    this.millis = millis;
    this.telemetry = telemetry;
  }

  /** There is something that the client does not take. */
  void begin() {
    if (timer == NO_TIMER) {
      timer = vertx.setTimer(millis, late -> cutOff());
    }
  }

  /** It does. */
  void end() {
    vertx.cancelTimer(timer);
    timer = NO_TIMER;
  }

  /** The last of an answer may stall as well. */
  void until(Future<Void> sent) {
    end();
    if (!sent.isComplete()) {
      begin();
      sent.onComplete(taken -> end());
    }
  }

  /** Who does not read hears no goodbye either. */
  @SuppressWarnings("FutureReturnValueIgnored") // the response's close handler tells
  private void cutOff() {
    timer = NO_TIMER;
    telemetry.count("completions", "event", "stalled");
    channel.close();
  }
}
