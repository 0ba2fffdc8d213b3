package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import rapport.fault.GatewayException;

/**
 * The words of one {@link Exchange}, at the pace of their reader. Words are handed over when the
 * event loop has read what there was to read, so that a burst of events is one piece; nothing waits
 * for more. A second exchange after one that failed wordlessly would begin in {@link #failed}.
 */
final class OpenAiGeneration implements Generation, Exchange.Listener {
  private enum State {
    NEW,
    RUNNING,
    ENDED
  }

  private final Context context;
  private final Thread eventLoop = Thread.currentThread();
  private final Exchange exchange;

  private State state = State.NEW;
  private long demand = Long.MAX_VALUE;
  private boolean deliveryDue;
  private Delta.@Nullable Finished result;
  private @Nullable GatewayException failure;
  private @Nullable Handler<Delta> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  OpenAiGeneration(Endpoint endpoint, Buffer question) {
    this.context = endpoint.vertx().getOrCreateContext();
    this.exchange = new Exchange(endpoint, context, question, this);
  }

  @Override
  public Generation handler(@Nullable Handler<Delta> handler) {
    checkThread();
    this.handler = handler;
    if (handler != null && state == State.NEW) {
      state = State.RUNNING;
      exchange.start();
    }
    return this;
  }

  @Override
  public Generation endHandler(@Nullable Handler<Void> handler) {
    endHandler = handler;
    return this;
  }

  @Override
  public Generation exceptionHandler(@Nullable Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public Generation pause() {
    checkThread();
    demand = 0;
    exchange.pause();
    return this;
  }

  @Override
  public Generation resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public Generation fetch(long amount) {
    checkThread();
    if (amount < 0) {
      throw new IllegalArgumentException("amount: " + amount + " (expected: 0 or more)");
    }
    demand = demand > Long.MAX_VALUE - amount ? Long.MAX_VALUE : demand + amount;
    if (demand > 0) {
      exchange.resume();
      deliverSoon();
    }
    return this;
  }

  @Override
  public void cancel() {
    checkThread();
    state = State.ENDED;
    exchange.cancel();
  }

  @Override
  public void readable() {
    deliverSoon();
  }

  @Override
  public void finished(Delta.Finished finished) {
    result = finished;
    deliver();
  }

  @Override
  public void failed(GatewayException failed) {
    failure = failed;
    deliverSoon(); // a caller that has just set its handler may not have set them all
  }

  private void deliverSoon() {
    if (!deliveryDue) {
      deliveryDue = true;
      context.runOnContext(v -> deliver());
    }
  }

  private void deliver() {
    deliveryDue = false;
    if (state == State.RUNNING && demand > 0 && !exchange.text().isEmpty()) {
      hand(new Delta.Text(exchange.text().take()));
    }
    if (state == State.RUNNING && exchange.text().isEmpty()) {
      end();
    }
  }

  /** What ends a generation comes after all of its text. A failure needs no demand. */
  private void end() {
    if (failure != null) {
      state = State.ENDED;
      hear(exceptionHandler, failure);
    } else if (result != null && demand > 0) {
      hand(result);
      if (state == State.RUNNING) {
        state = State.ENDED;
        heardAll();
      }
    }
  }

  private void hand(Delta delta) {
    if (demand != Long.MAX_VALUE && --demand == 0) {
      exchange.pause();
    }
    hear(handler, delta);
  }

  private void heardAll() {
    if (endHandler != null) {
      endHandler.handle(null);
    }
  }

  private static <T> void hear(@Nullable Handler<T> handler, T event) {
    if (handler != null) {
      handler.handle(event);
    }
  }

  private void checkThread() {
    assert Thread.currentThread() == eventLoop : "a generation belongs to one event loop";
  }
}
