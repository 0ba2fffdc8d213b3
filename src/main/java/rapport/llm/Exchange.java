package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.fault.Fault;
import rapport.llm.Failure.Remedy;

/**
 * One question to the model server and its answer. Confined to one event loop. Trying again is for
 * whoever started it.
 */
final class Exchange implements Line.Caller {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** How long a response may still hold its connection when all of use has been read. */
  private static final long LINGER = TimeUnit.SECONDS.toNanos(1);

  /** Chunks from one poll to the next that make it worth while. */
  private static final int WORTH_POLLING = 2;

  /** Hears one of {@code finished} and {@code failed}, once, unless cancelled. */
  interface Listener {
    /** There is text to take. */
    void readable();

    void finished(Delta.Finished result);

    void failed(Failure failure);
  }

  private enum State {
    /** Waits for its {@link Line}. */
    CALLING,
    /** Has sent the question. */
    ASKED,
    READING,
    /** Has all it needs; the response has to end before its connection can be used again. */
    DRAINING,
    CLOSED
  }

  private final OpenAiSettings settings;
  private final Buffer question;
  private final boolean tools;
  private final Listener listener;
  private final Line line;
  private final Patience patience;
  private final TextPieces text = new TextPieces();
  private final ArrayDeque<String> calls = new ArrayDeque<>();

  private State state = State.CALLING;
  private boolean paused;
  private int readings;
  private @Nullable Polling polling;
  private @Nullable HttpClientResponse response;
  private @Nullable Reply reply;

  /**
   * @param tools whether the question offers any
   */
  Exchange(Endpoint endpoint, Context context, Buffer question, boolean tools, Listener listener) {
    this.settings = endpoint.settings();
    this.question = question;
    this.tools = tools;
    this.listener = listener;
    this.line = new Line(endpoint, context, this);
    this.patience = new Patience(endpoint.vertx(), settings, this::late);
  }

  /**
   * @param latest when all has to be over, as {@code nanoTime}
   */
  void start(long latest) {
    patience.start(latest);
    line.open();
  }

  /** What has been read and not been taken. */
  TextPieces text() {
    return text;
  }

  /** The same of calls of tools: see {@link Delta.Calls}. */
  Queue<String> calls() {
    return calls;
  }

  /** Whether nothing that was read waits. */
  boolean isTaken() {
    return text.isEmpty() && calls.isEmpty();
  }

  /** Stops reading, and thereby the server's writing; but not the last lines of an answer. */
  void pause() {
    paused = true;
    patience.suspend();
    if (state == State.READING && response != null && reply != null && !reply.conclusive()) {
      response.pause();
    }
  }

  void resume() {
    paused = false;
    readAsItComes();
    patience.resume();
    if (state == State.READING && response != null) {
      response.resume();
    }
  }

  /**
   * Leaves the connection unread until {@link #poll}, if more than a little is to come until then:
   * what has gathered in the kernel is read at one go.
   */
  void rest() {
    if (polling != null
        && readings >= WORTH_POLLING
        && state == State.READING
        && reply != null
        && !reply.conclusive()) {
      polling.begin();
    } else {
      readAsItComes();
    }
    readings = 0;
  }

  /** Reads what has come since {@link #rest}. */
  void poll() {
    if (polling != null && polling.hasBegun() && !paused) {
      polling.poll();
    }
  }

  /** Ends a rest. */
  void readAsItComes() {
    if (!paused) {
      endPolling();
    }
  }

  /** Stops now, and hears nothing more. A connection in use is closed. */
  void cancel() {
    if (state != State.DRAINING) {
      hangUp();
    }
  }

  @Override
  public void connected(HttpClientRequest request) {
    state = State.ASKED;
    polling = polling(request.connection());
    request.send(question).onComplete(this::answered, this::over);
  }

  /** Past Netty a connection is read on its own event loop only. */
  private static @Nullable Polling polling(HttpConnection connection) {
    return connection instanceof ConnectionBase beneath
            && beneath.channel().eventLoop().inEventLoop()
        ? new Polling(beneath.channel())
        : null;
  }

  @Override
  public void refused(Failure failure) {
    fail(failure);
  }

  private void answered(HttpClientResponse answer) {
    if (state != State.ASKED) {
      return;
    }
    state = State.READING;
    response = answer;
    answer.handler(this::read).exceptionHandler(this::over).endHandler(v -> over(null));
    if (Refusal.is(answer)) {
      reply = new Refusal(answer, settings);
      patience.atMost(LINGER);
    } else {
      reply = new Completion(text, tools ? calls::add : null, settings.maxTokens());
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
      readings++;
      boolean enough = reply.read(chunk);
      announceText();
      if (enough) {
        drain(reply);
      } else if (reply.conclusive()) {
        endPolling();
        patience.atMost(LINGER);
      }
    } catch (Complaint.InStream complaint) {
      LOG.warn("{}", settings.forLog(String.valueOf(complaint.getMessage())));
      announceText();
      fail(complaint.failure());
    } catch (IOException unreadable) {
      String why = settings.forLog(String.valueOf(unreadable.getMessage()));
      LOG.warn("the model server's answer is broken: {}", why);
      announceText();
      fail(Failure.of(Remedy.ELSEWHERE, Fault.UPSTREAM_FAILED, "the model's answer broke off"));
    }
  }

  private void announceText() {
    if (!isTaken()) {
      patience.heard();
      listener.readable();
    }
  }

  private void drain(Reply complete) {
    if (complete.isEndless()) {
      hangUp();
      complete.conclude(listener);
      return;
    }
    state = State.DRAINING;
    endPolling();
    patience.atMost(LINGER);
    complete.conclude(listener);
  }

  /** The response has ended, well or with its connection. */
  private void over(@Nullable Throwable cause) {
    State before = state;
    if (before == State.CLOSED) {
      return;
    }
    line.free();
    close();
    if (before == State.READING && reply != null) {
      reply.conclude(listener);
    } else if (before == State.ASKED) {
      fail(Failure.of(Remedy.AGAIN, Fault.UPSTREAM_FAILED, "the model did not answer"));
    }
  }

  private void late() {
    if (state == State.DRAINING) {
      hangUp();
    } else if (state == State.READING && reply != null && reply.conclusive()) {
      hangUp();
      reply.conclude(listener);
    } else if (line.isQueued()) {
      fail(Line.FULL);
    } else {
      fail(Failure.of(Remedy.ONCE, Fault.TIMEOUT, "the model took too long"));
    }
  }

  private void fail(Failure failure) {
    hangUp();
    listener.failed(failure);
  }

  private void hangUp() {
    close();
    line.cut();
  }

  private void close() {
    state = State.CLOSED;
    endPolling();
    patience.stop();
  }

  private void endPolling() {
    if (polling != null) {
      polling.end();
    }
  }
}
