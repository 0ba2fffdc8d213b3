package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.llm.Failure.Remedy;

/**
 * A slot, and then a connection: what has to be waited for before a question can be asked. Gives
 * its slot back exactly once, when the connection is free again or gone. Confined to one event
 * loop.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** Ours, not the server's: all of its streams are taken. */
  static final Failure FULL =
      Failure.harmless(Remedy.ELSEWHERE, Fault.OVERLOADED, "too many answers at once");

  private static final long NO_TIMER = -1;

  /** Hears one of them, once, unless the line is cut. */
  interface Caller {
    void connected(HttpClientRequest request);

    void refused(Failure failure);
  }

  private enum State {
    NEW,
    /** Waits for a slot. */
    QUEUED,
    /** Has a slot, waits for a connection. */
    CONNECTING,
    OPEN,
    CLOSED
  }

  private final Endpoint endpoint;
  private final Context context;
  private final Caller caller;
  private final Runnable turn = this::turnCame;
  private State state = State.NEW;
  private long timer = NO_TIMER;
  private @Nullable HttpClientRequest request;

  Line(Endpoint endpoint, Context context, Caller caller) {
    this.endpoint = endpoint;
    this.context = context;
    this.caller = caller;
  }

  void open() {
    if (endpoint.slots().tryAcquire()) {
      connect();
      return;
    }
    state = State.QUEUED;
    if (!endpoint.slots().enqueue(turn)) {
      state = State.CLOSED;
      caller.refused(FULL);
      return;
    }
    long most = endpoint.settings().slotTimeout().toMillis();
    timer = endpoint.vertx().setTimer(Math.max(1, most), late -> giveUpWaiting());
  }

  /** Nobody should wait long for words that the rows have at once. */
  private void giveUpWaiting() {
    timer = NO_TIMER;
    if (state == State.QUEUED) {
      cut();
      caller.refused(FULL);
    }
  }

  private void stopWaiting() {
    if (timer != NO_TIMER) {
      endpoint.vertx().cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  boolean isQueued() {
    return state == State.QUEUED;
  }

  /** The response has ended: its connection is in the pool again, or broken. */
  void free() {
    if (state == State.OPEN) {
      state = State.CLOSED;
      endpoint.slots().release();
    }
  }

  /** Stops waiting, or closes the connection with whatever is under way on it. */
  void cut() {
    switch (state) {
      case QUEUED -> {
        stopWaiting();
        endpoint.slots().leave(turn);
      }
      case OPEN -> {
        free();
        reset();
      }
      // A connection on its way keeps its slot until it is there.
      case NEW, CONNECTING, CLOSED -> {}
    }
    state = State.CLOSED;
  }

  /** Comes on the event loop that gave its slot back. */
  private void turnCame() {
    context.runOnContext(v -> useSlot());
  }

  private void useSlot() {
    stopWaiting();
    if (state == State.QUEUED) {
      connect();
    } else {
      endpoint.slots().release();
    }
  }

  private void connect() {
    state = State.CONNECTING;
    Future.succeededFuture()
        .compose(v -> endpoint.client().request(endpoint.completions()))
        .onComplete(this::connected, this::unreachable);
  }

  private void connected(HttpClientRequest connected) {
    connected.exceptionHandler(e -> {}); // the response fails with the same
    request = connected;
    if (state == State.CLOSED) {
      endpoint.slots().release();
      reset();
      return;
    }
    state = State.OPEN;
    caller.connected(connected);
  }

  private void unreachable(Throwable cause) {
    endpoint.slots().release();
    if (state != State.CLOSED) {
      state = State.CLOSED;
      LOG.warn("the model server cannot be reached: {}", cause.toString());
      caller.refused(Failure.of(Remedy.AGAIN, Fault.UNAVAILABLE, "the model cannot be reached"));
    }
  }

  /** Closes the connection of a question that was sent; one that carries none stays in the pool. */
  private void reset() {
    if (request != null) {
      request.reset();
    }
  }
}
