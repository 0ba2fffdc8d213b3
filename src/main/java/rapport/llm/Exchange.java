package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * One request to the model server, from waiting for a slot to the end of its response. Confined to
 * one event loop. Trying again is for whoever started it.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** How long a response may still hold its connection when all of use has been read. */
  private static final long LINGER = TimeUnit.SECONDS.toNanos(1);

  /** Hears one of {@code finished} and {@code failed}, once, unless cancelled. */
  interface Listener {
    /** There is text to take. */
    void readable();

    void finished(Delta.Finished result);

    void failed(GatewayException failure);
  }

  private enum State {
    NEW,
    /** Waits for a slot. */
    QUEUED,
    /** Has a slot, waits for a connection. */
    CONNECTING,
    /** Has sent the question. */
    ASKED,
    READING,
    /** Has all it needs; the response has to end before its connection can be used again. */
    DRAINING,
    CLOSED
  }

  private final Endpoint endpoint;
  private final Context context;
  private final Buffer question;
  private final Listener listener;
  private final Patience patience;
  private final TextPieces text = new TextPieces();
  private final Runnable turn = this::turnCame;

  private State state = State.NEW;
  private boolean paused;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private @Nullable Reply reply;

  Exchange(Endpoint endpoint, Context context, Buffer question, Listener listener) {
    this.endpoint = endpoint;
    this.context = context;
    this.question = question;
    this.listener = listener;
    this.patience = new Patience(endpoint.vertx(), endpoint.settings(), this::late);
  }

  void start() {
    patience.start();
    if (endpoint.slots().tryAcquire()) {
      connect();
      return;
    }
    state = State.QUEUED;
    if (!endpoint.slots().enqueue(turn)) {
      giveUp(Fault.OVERLOADED, "too many answers at once");
    }
  }

  /** What has been read and not been taken. */
  TextPieces text() {
    return text;
  }

  /** Stops reading, and thereby the server's writing. */
  void pause() {
    paused = true;
    patience.suspend();
    if (state == State.READING && response != null && reply != null && !reply.conclusive()) {
      response.pause();
    }
  }

  void resume() {
    paused = false;
    patience.resume();
    if (state == State.READING && response != null) {
      response.resume();
    }
  }

  /** Stops now, and hears nothing more. A connection in use is closed. */
  void cancel() {
    switch (state) {
      case NEW, CONNECTING -> close();
      case QUEUED -> {
        endpoint.slots().leave(turn);
        close();
      }
      case ASKED, READING -> hangUp();
      case DRAINING, CLOSED -> {}
    }
  }

  /** Comes on the event loop that gave its slot back. */
  private void turnCame() {
    context.runOnContext(v -> useSlot());
  }

  private void useSlot() {
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

  private void unreachable(Throwable cause) {
    endpoint.slots().release();
    LOG.warn("the model server cannot be reached: {}", cause.toString());
    giveUp(Fault.UNAVAILABLE, "the model cannot be reached");
  }

  private void connected(HttpClientRequest connected) {
    connected.exceptionHandler(e -> {}); // the response fails with the same
    request = connected;
    if (state == State.CLOSED) {
      connected.reset();
      endpoint.slots().release();
      return;
    }
    state = State.ASKED;
    connected.send(question).onComplete(this::answered, this::over);
  }

  private void answered(HttpClientResponse answer) {
    if (state != State.ASKED) {
      return;
    }
    state = State.READING;
    response = answer;
    answer.handler(this::read).exceptionHandler(this::over).endHandler(v -> over(null));
    if (Refusal.is(answer)) {
      reply = new Refusal(answer, endpoint.settings());
      patience.atMost(LINGER);
    } else {
      reply = new Completion(text, endpoint.settings().maxTokens());
      if (paused) {
        answer.pause();
      }
    }
  }

  private void read(Buffer chunk) {
    if (state != State.READING || reply == null) {
      return;
    }
    try {
      boolean enough = reply.read(chunk);
      announceText();
      if (enough) {
        drain(reply);
      } else if (reply.conclusive()) {
        patience.atMost(LINGER);
      }
    } catch (IOException unreadable) {
      String why = endpoint.settings().forLog(String.valueOf(unreadable.getMessage()));
      LOG.warn("the model server's answer is broken: {}", why);
      announceText();
      giveUp(Fault.UPSTREAM_FAILED, "the model's answer broke off");
    }
  }

  private void announceText() {
    if (!text.isEmpty()) {
      patience.heard();
      listener.readable();
    }
  }

  private void drain(Reply complete) {
    state = State.DRAINING;
    patience.atMost(LINGER);
    complete.conclude(listener);
  }

  /** The response has ended, its connection is back in the pool or broken. */
  private void over(@Nullable Throwable cause) {
    State before = state;
    if (before == State.CLOSED) {
      return;
    }
    settle();
    if (before == State.READING && reply != null) {
      reply.conclude(listener);
    } else if (before == State.ASKED) {
      fail(Fault.UPSTREAM_FAILED, "the model did not answer");
    }
  }

  private void late() {
    if (state == State.DRAINING) {
      hangUp();
    } else if (state == State.READING && reply != null && reply.conclusive()) {
      hangUp();
      reply.conclude(listener);
    } else if (state == State.QUEUED) {
      giveUp(Fault.OVERLOADED, "too many answers at once");
    } else {
      giveUp(Fault.TIMEOUT, "the model took too long");
    }
  }

  private void giveUp(Fault fault, String message) {
    if (state != State.CLOSED) {
      cancel();
      fail(fault, message);
    }
  }

  private void fail(Fault fault, String message) {
    listener.failed(new GatewayException(fault, message));
  }

  private void hangUp() {
    settle();
    if (request != null) {
      request.reset();
    }
  }

  private void settle() {
    close();
    endpoint.slots().release();
  }

  private void close() {
    state = State.CLOSED;
    patience.stop();
  }
}
