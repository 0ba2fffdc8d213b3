package rapport.testing;

import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Iterator;
import rapport.testing.Script.Step;

/** Plays the steps of one script, no faster than the client reads. On the request's event loop. */
final class Player {
  private static final int STEPS_AT_ONCE = 64;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Iterator<Step> steps;
  private final ServedRequest served;

  Player(Vertx vertx, HttpServerRequest request, Iterator<Step> steps, ServedRequest served) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.steps = steps;
    this.served = served;
  }

  void play(Script script) {
    response.exceptionHandler(e -> {});
    after(script.headersAfter(), () -> begin(script));
  }

  private void begin(Script script) {
    response.setStatusCode(script.status()).setChunked(true);
    response.headers().addAll(script.headers());
    response.writeHead();
    proceed();
  }

  /** Takes steps until one has to be waited for, or others have to have their turn. */
  private void proceed() {
    for (int i = 0; i < STEPS_AT_ONCE; i++) {
      if (response.closed() || !steps.hasNext()) {
        return;
      }
      if (response.writeQueueFull()) {
        response.drainHandler(v -> proceed());
        return;
      }
      if (!take(steps.next())) {
        return;
      }
    }
    vertx.runOnContext(v -> proceed());
  }

  /** Whether the next step may follow at once. */
  private boolean take(Step step) {
    switch (step) {
      case Step.Write write -> {
        response.write(write.bytes());
        served.wrote(write.tokens());
        return true;
      }
      case Step.Wait wait -> {
        return passed(wait.time());
      }
      case Step.Await await -> {
        Context context = vertx.getOrCreateContext();
        await.event().onComplete(v -> context.runOnContext(next -> proceed()));
      }
      case Step.End end -> response.end().onSuccess(v -> served.ended());
      case Step.Close close -> request.connection().close();
      case Step.Reset reset -> reset();
      case Step.Hang hang -> {}
    }
    return false;
  }

  private boolean passed(Duration time) {
    if (time.isZero()) {
      return true;
    }
    after(time, this::proceed);
    return false;
  }

  private void after(Duration delay, Runnable action) {
    if (delay.isZero()) {
      action.run();
    } else {
      vertx.setTimer(Math.max(1, delay.toMillis()), id -> action.run());
    }
  }

  /** Linger 0 makes the kernel send RST. What was written before has left already. */
  private void reset() {
    ConnectionBase connection = (ConnectionBase) request.connection();
    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    connection.channel().close();
  }
}
