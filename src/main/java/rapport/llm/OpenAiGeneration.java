package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rapport.chat.Finish;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.llm.Attempts.Attempt;
import rapport.llm.Failure.Remedy;

/**
 * The words of one answer, at the pace of their reader. Words are handed over when the event loop
 * has read what there was to read, so that a burst of events is one piece; they wait for more only
 * in the millisecond after others, and while the loop is late, as {@link RelayPace} says. While
 * none has been handed over, a failure may be followed by another {@link Exchange}, and at last by
 * the rows in their own words.
 */
final class OpenAiGeneration implements Generation, Exchange.Listener {
  private static final long NO_TIMER = -1;

  /** Words that follow others sooner wait so long: a burst would else be a piece a word. */
  private static final long BURST_MILLIS = 1;

  private static final Failure SAID_NOTHING =
      Failure.of(Remedy.ELSEWHERE, Fault.UPSTREAM_FAILED, "the model said nothing");

  private enum State {
    NEW,
    RUNNING,
    ENDED
  }

  private final Vertx vertx;
  private final Context context;
  private final Thread eventLoop = Thread.currentThread();
  private final Attempts attempts;
  private final RelayPace pace;
  private final Runnable gathered = this::relayGathered;

  private State state = State.NEW;
  private long demand = Long.MAX_VALUE;
  private boolean deliveryDue;
  private boolean spoken;
  private boolean gathering;
  private long relayedAt;
  private long timer = NO_TIMER;
  private @Nullable Exchange exchange;
  private @Nullable Words rows;
  private @Nullable String degraded;
  private Delta.@Nullable Finished result;
  private @Nullable Failure failure;
  private @Nullable Handler<Delta> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  /**
   * @param pace of the calling event loop
   */
  OpenAiGeneration(Vertx vertx, Attempts attempts, RelayPace pace) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.attempts = attempts;
    this.pace = pace;
  }

  @Override
  public Generation handler(@Nullable Handler<Delta> handler) {
    checkThread();
    this.handler = handler;
    if (handler != null && state == State.NEW) {
      state = State.RUNNING;
      go(attempts.first());
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
  public @Nullable String degraded() {
    return degraded;
  }

  @Override
  public Generation pause() {
    checkThread();
    demand = 0;
    if (rows != null) {
      rows.pause();
    } else if (exchange != null) {
      exchange.pause();
    }
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
    if (rows != null) {
      rows.fetch(amount);
    } else if (demand > 0) {
      if (exchange != null) {
        exchange.resume();
      }
      deliverSoon();
    }
    return this;
  }

  @Override
  public void cancel() {
    checkThread();
    state = State.ENDED;
    vertx.cancelTimer(timer);
    attempts.cancelled();
    if (exchange != null) {
      exchange.cancel();
    }
    if (rows != null) {
      rows.cancel();
    }
  }

  /** Asks now, or later, or lets the rows speak. */
  private void go(Optional<Attempt> next) {
    exchange = null;
    failure = null;
    if (next.isEmpty()) {
      giveUp(attempts.reason());
    } else if (next.get().delayMillis() == 0) {
      ask(next.get().upstream());
    } else {
      timer = vertx.setTimer(next.get().delayMillis(), id -> go(attempts.due(next.get())));
    }
  }

  private void ask(Upstream upstream) {
    Exchange asked =
        new Exchange(
            upstream.here(),
            context,
            ChatRequest.of(attempts.prompt(), upstream.settings()),
            !attempts.prompt().tools().areNone(),
            this);
    exchange = asked;
    if (demand == 0) {
      asked.pause();
    }
    asked.start(attempts.deadline());
  }

  /** A caller that has just set its handler may not have set them all, so it hears of it later. */
  private void giveUp(GatewayException reason) {
    attempts.gaveUp();
    if (attempts.haveLastResort()) {
      degraded = reason.getMessage();
      context.runOnContext(v -> speakRows());
    } else {
      context.runOnContext(v -> endWith(reason));
    }
  }

  private void speakRows() {
    if (state == State.RUNNING) {
      Words words = new Words(ExtractiveModel.answer(attempts.prompt()), Finish.STOP);
      rows = words;
      words.pause();
      words.endHandler(v -> heardAll());
      words.handler(delta -> hear(handler, delta));
      words.fetch(demand);
    }
  }

  private void endWith(GatewayException reason) {
    if (state == State.RUNNING) {
      state = State.ENDED;
      hear(exceptionHandler, reason);
    }
  }

  @Override
  public void readable() {
    attempts.heard();
    if (!gathering) {
      deliverSoon();
    }
  }

  @Override
  public void finished(Delta.Finished finished) {
    if (spoken || exchange == null || !exchange.isTaken()) {
      result = finished;
      deliver();
    } else {
      failed(SAID_NOTHING);
    }
  }

  @Override
  public void failed(Failure failed) {
    attempts.failed(failed);
    failure = failed;
    deliverSoon();
  }

  private void deliverSoon() {
    if (deliveryDue) {
      return;
    }
    deliveryDue = true;
    if (spoken && System.nanoTime() - relayedAt < TimeUnit.MILLISECONDS.toNanos(BURST_MILLIS)) {
      vertx.setTimer(BURST_MILLIS, waited -> deliver());
    } else {
      context.runOnContext(v -> deliver());
    }
  }

  private void deliver() {
    deliveryDue = false;
    try {
      deliverAll();
    } finally {
      if (!gathering && exchange != null) {
        exchange.readAsItComes();
      }
    }
  }

  private void deliverAll() {
    if (exchange == null) {
      return;
    }
    TextPieces text = exchange.text();
    if (state == State.RUNNING && demand > 0 && !text.isEmpty()) {
      spoken = true;
      relayedAt = System.nanoTime();
      hand(new Delta.Text(text.take()));
      gather();
    }
    while (state == State.RUNNING && demand > 0 && !exchange.calls().isEmpty()) {
      spoken = true;
      hand(new Delta.Calls(exchange.calls().remove()));
    }
    if (state == State.RUNNING && exchange.isTaken()) {
      end();
    }
  }

  private void gather() {
    if (!gathering && exchange != null && pace.gathers(gathered)) {
      gathering = true;
      exchange.rest();
    }
  }

  private void relayGathered() {
    gathering = false;
    try {
      if (exchange != null) {
        exchange.poll();
      }
    } finally {
      deliverSoon();
    }
  }

  /** What ends a generation comes after all of its text. A failure needs no demand. */
  private void end() {
    if (failure != null && spoken) {
      endWith(failure.told());
    } else if (failure != null) {
      go(attempts.after(failure));
    } else if (result != null && demand > 0) {
      hand(result);
      if (state == State.RUNNING) {
        heardAll();
      }
    }
  }

  private void hand(Delta delta) {
    if (demand != Long.MAX_VALUE && --demand == 0 && exchange != null) {
      exchange.pause();
    }
    hear(handler, delta);
  }

  private void heardAll() {
    state = State.ENDED;
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
