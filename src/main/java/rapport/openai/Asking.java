package rapport.openai;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Entry;
import rapport.chat.Finish;
import rapport.chat.Question;
import rapport.chat.Sources;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal.Accepted;
import rapport.limit.Permit;
import rapport.session.Heard;
import rapport.session.Participant;
import rapport.telemetry.Telemetry;

/*
 *   JOINING --attached--> ASKING --committed--> ANSWERING --done or failed--> OVER
 *   any --connection closed--> OVER, and what runs is cancelled
 *
 * Back-pressure: the reader flows while the response takes what it is given. What it has missed meanwhile comes
 * as one piece. A client that takes nothing for too long is cut off.
 */

/** One question through this door, and its answer. On the request's event loop only. */
final class Asking {
  private static final Logger log = LoggerFactory.getLogger(Asking.class);

  /** An answer that was cancelled a moment ago needs one to be stored, and the news may be late. */
  private static final long AGAIN_MILLIS = 25;

  private static final long AGAIN_NANOS = 1_000_000_000L;

  /**
   * Characters that wait for the client to take them. Counted here: the response calls itself full
   * by the number of writes, however long they are.
   */
  private static final int MOST_UNSENT = 16 * 1024;

  private enum State {
    JOINING,
    ASKING,
    ANSWERING,
    OVER
  }

  private final Vertx vertx;
  private final Telemetry telemetry;
  private final Question question;
  private final HttpServerResponse response;
  private final Reply reply;
  private final Permit permit;
  private final Stall stall;
  private final long begunAt = System.nanoTime();
  private State state = State.JOINING;
  private @Nullable Participant participant;
  private @Nullable TurnId turn;
  private @Nullable Sources sources;
  private boolean waiting;
  private int unsent;

  /**
   * @param permit given back at the end
   * @param stall cuts off a client that takes nothing
   */
  Asking(
      Vertx vertx,
      Telemetry telemetry,
      Question question,
      HttpServerResponse response,
      Reply reply,
      Permit permit,
      Stall stall) {
    this.vertx = vertx;
    this.telemetry = telemetry;
    this.question = question;
    this.response = response;
    this.reply = reply;
    this.permit = permit;
    this.stall = stall;
  }

  /**
   * @param joining the way into the conversation
   */
  void start(Supplier<Future<Participant>> joining) {
    response.exceptionHandler(broken -> {}).closeHandler(closed -> left());
    joining.get().onSuccess(this::joined).onFailure(this::fail);
  }

  private void joined(Participant joined) {
    if (state == State.OVER) {
      joined.reader().detach();
      return;
    }
    participant = joined;
    state = State.ASKING;
    joined.reader().handler(this::hear).resume();
    ask(joined);
  }

  private void ask(Participant joined) {
    joined
        .ask(question, permit.party())
        .onSuccess(accepted -> accepted(joined, accepted))
        .onFailure(failure -> notAccepted(joined, failure));
  }

  private void notAccepted(Participant joined, Throwable failure) {
    if (state == State.OVER) {
      joined.reader().detach();
    } else if (GatewayException.of(failure).fault() == Fault.BUSY
        && System.nanoTime() - begunAt < AGAIN_NANOS) {
      vertx.setTimer(AGAIN_MILLIS, again -> askAgain(joined));
    } else {
      fail(failure);
    }
  }

  private void askAgain(Participant joined) {
    if (state == State.OVER) {
      joined.reader().detach();
    } else {
      ask(joined);
    }
  }

  private void accepted(Participant joined, Accepted accepted) {
    if (state == State.OVER) {
      joined.cancel(accepted.turn(), reply.told());
      joined.reader().detach();
      return;
    }
    state = State.ANSWERING;
    turn = accepted.turn();
    reply.begin(accepted.turn());
  }

  /** Others may have been asked in this conversation before: theirs is passed over. */
  private void hear(Heard heard) {
    if (state != State.ANSWERING) {
      return;
    }
    switch (heard) {
      case Heard.Piece piece when piece.turn().equals(turn) ->
          sent(reply.words(piece.text()), piece.text().length());
      case Heard.Recorded recorded -> hear(recorded.entry().entry());
      case Heard.Failed failed when failed.turn() != null && failed.turn().equals(turn) ->
          fail(failed.failure());
      case Heard.Calls calls when calls.turn().equals(turn) ->
          sent(reply.calls(calls.json()), calls.json().length());
      case Heard.Piece other -> {}
      case Heard.Calls other -> {}
      case Heard.Failed other -> {}
    }
  }

  private void hear(Entry entry) {
    switch (entry) {
      case Entry.Sourced sourced when sourced.turn().equals(turn) -> sources = sourced.sources();
      case Entry.Answered answer when answer.turn().equals(turn) -> answered(answer);
      default -> {}
    }
  }

  private void sent(Future<Void> taken, int length) {
    if (taken.isComplete()) {
      return;
    }
    unsent += length;
    taken.onComplete(t -> taken(length));
    if (unsent > MOST_UNSENT && !waiting && participant != null) {
      waiting = true;
      participant.reader().pause();
      stall.begin();
    }
  }

  private void taken(int length) {
    unsent -= length;
    if (waiting && unsent <= MOST_UNSENT / 2 && state == State.ANSWERING && participant != null) {
      waiting = false;
      stall.end();
      participant.reader().resume();
    }
  }

  private void answered(Entry.Answered answer) {
    if (answer.finish() == Finish.INTERRUPTED) {
      fail(new GatewayException(Fault.UPSTREAM_FAILED, "the answer broke off"));
      return;
    }
    over();
    stall.until(reply.end(answer, sources));
  }

  private void fail(Throwable cause) {
    if (state == State.OVER) {
      return;
    }
    Problem problem = Problem.of(cause);
    if (problem.failure().fault() == Fault.INTERNAL) {
      log.error("internal", problem.failure());
    }
    telemetry.count("errors", "code", problem.failure().fault().code());
    over();
    stall.until(reply.fail(problem));
  }

  private void over() {
    state = State.OVER;
    stall.end();
    permit.release();
    if (participant != null) {
      participant.reader().detach();
    }
  }

  /** The client has gone: nobody else reads this answer. */
  private void left() {
    if (state == State.OVER) {
      return;
    }
    telemetry.count("completions", "event", "left");
    reply.gone();
    boolean asking = state == State.ASKING;
    if (participant != null && turn != null) {
      participant.cancel(turn, reply.told());
    }
    if (asking) {
      // The reader keeps the conversation until it is known which turn is to be cancelled.
      state = State.OVER;
      stall.end();
      permit.release();
    } else {
      over();
    }
  }
}
