package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rapport.answer.Grounded;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Exchange;
import rapport.chat.Finish;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.chat.TurnId;
import rapport.chat.Usage;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal.Accepted;
import rapport.journal.Journal.InDoubt;
import rapport.journal.Journal.LastTurn;
import rapport.journal.Journal.Opened;
import rapport.limit.Limiter.Permit;

/*
 * One conversation, on one event loop (asserted), so fields are plain.
 *
 *   no turn --ask--> ACCEPTING --committed--> RUNNING --> ENDING --stored--> no turn
 *
 * From RUNNING on a turn is Answering's business. Whatever comes from elsewhere (the journal, the search, a
 * timer) is brought to our event loop first.
 */

/** Who takes part in a conversation, and what is asked in it. */
final class Conversation {
  private static final int REPLAYED_AT_ONCE = 200;
  private static final Future<Void> EMPTY = Future.succeededFuture();

  /** How long a client waits for its ack. The question may still be stored after that. */
  private static final long ACK_SECONDS = 5;

  /** How often is looked whether a turn of another process has ended. */
  private static final long FOLLOW_MILLIS = 1_000;

  final ConversationId id;
  final String secretHash;
  final ContextInternal context;
  private final Conversations all;
  final Audience audience;
  private final Answering answering;
  private @Nullable Turn running;
  private final Doubts doubts;
  final Attention attention;
  private Heard.@Nullable Failed lastFailure;
  private long orphanTimer = -1;
  private boolean following;
  private boolean closed;

  Conversation(
      Conversations all, ContextInternal context, ConversationId id, String secretHash, long seq) {
    this.all = all;
    this.context = context;
    this.id = id;
    this.secretHash = secretHash;
    this.audience =
        new Audience(context, seq, after -> all.journal().replay(id, after, REPLAYED_AT_ONCE));
    this.answering = new Answering(all, this, audience);
    this.doubts = new Doubts(all, this);
    this.attention = new Attention(all, context, seq);
  }

  /**
   * A new reader from {@code position} on; empty when this conversation has just left the registry.
   */
  Optional<Reader> attach(ContextInternal listener, Reader.Position position) {
    assertOnContext();
    if (closed) {
      return Optional.empty();
    }
    context.owner().cancelTimer(orphanTimer);
    Reader reader = new Reader(this, listener, position);
    audience.add(reader);
    if (lastFailure != null) {
      reader.notice(lastFailure);
    }
    return Optional.of(reader);
  }

  /** Takes in what the journal said a moment ago. */
  void refresh(Opened stored) {
    assertOnContext();
    if (running != null || stored.seq() < audience.seq()) {
      return;
    }
    audience.catchUp(stored.seq());
    LastTurn last = stored.last();
    lastFailure = last == null ? null : Heard.Failed.of(last.turn(), last.ended());
    if (last != null && last.ended() == null && !doubts.areAbout(last.turn())) {
      follow();
    }
  }

  /** A turn of another process: it ends there, or here when that process is gone. */
  private void follow() {
    if (following) {
      return;
    }
    following = true;
    context.owner().setTimer(FOLLOW_MILLIS, looked -> look());
  }

  private void look() {
    here(all.opened(id))
        .onComplete(opened -> {
          following = false;
          if (closed) {
            return;
          }
          if (opened.failed()) {
            follow();
            return;
          }
          opened.result().ifPresent(this::refresh);
          if (lastFailure != null) {
            audience.tell(lastFailure);
          }
          audience.advance();
        });
  }

  void detached(Reader reader) {
    assertOnContext();
    audience.remove(reader);
    if (!audience.isEmpty()) {
      return;
    }
    if (running == null) {
      closeIfUnread();
    } else {
      waitForReaders();
    }
  }

  private void waitForReaders() {
    orphanTimer =
        context
            .owner()
            .setTimer(
                all.settings().orphanGrace().toMillis(), waited -> context.execute(this::abandon));
  }

  /** Nobody came back for the answer: the model need not go on. */
  private void abandon() {
    if (!audience.isEmpty() || running == null) {
      return;
    }
    if (running.state == Turn.State.ACCEPTING) {
      waitForReaders();
    } else {
      interrupt(running);
    }
  }

  /** Takes a question. Completes when it is committed. */
  Future<Accepted> ask(Question question) {
    assertOnContext();
    Future<Accepted> accepted = running == null ? accept(question) : running.askedAgain(question);
    return accepted
        .timeout(ACK_SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(notAcknowledged(failure)));
  }

  private static Throwable notAcknowledged(Throwable failure) {
    return failure instanceof InDoubt || failure instanceof TimeoutException
        ? new GatewayException(
            Fault.UNAVAILABLE, "the question may not have been stored: send it again", failure)
        : failure;
  }

  private Future<Accepted> accept(Question question) {
    Future<Permit> permit = all.admit();
    if (permit.failed()) {
      return Future.failedFuture(permit.cause());
    }
    Turn turn = turn(question, permit.result());
    running = turn;
    Future<List<Exchange>> history = history(question);
    Future<Grounded> grounded = here(attention.ground(question, history));
    turn.accepting =
        here(all.journal().accept(id, secretHash, turn.asked()))
            .onSuccess(accepted -> accepted(turn, accepted, grounded))
            .onFailure(failure -> notAccepted(turn, failure));
    return turn.accepting;
  }

  /** A question in doubt that is sent again is the same turn; one that is not is settled now. */
  private Turn turn(Question question, Permit permit) {
    Turn before = doubts.takeUp(question);
    TurnId turn = before == null ? TurnId.random() : before.id;
    return new Turn(turn, question, all.clock().instant(), permit, before != null);
  }

  /** What is being typed or said; nothing is looked for while an answer runs. */
  void partial(String text, @Nullable Language language) {
    assertOnContext();
    if (running == null) {
      attention.hear(text, language);
    }
  }

  private Future<List<Exchange>> history(Question question) {
    return audience.seq() == 0
        ? Future.succeededFuture(question.brief().before())
        : all.journal().recent(id, attention.needs());
  }

  private void accepted(Turn turn, Accepted accepted, Future<Grounded> grounded) {
    // A duplicate that is ours had been stored, we were not told, and nobody has answered it.
    boolean ours = accepted.turn().equals(turn.id) && accepted.ended() == null;
    if (!accepted.duplicate() || ours) {
      lastFailure = null;
      answering.begin(turn, accepted, grounded);
    } else {
      drop(turn);
      told(accepted);
    }
  }

  /** A question that was answered before: its error has no other trace than us. */
  private void told(Accepted accepted) {
    Heard.Failed failed = Heard.Failed.of(accepted.turn(), accepted.ended());
    if (failed != null) {
      context.runOnContext(then -> audience.tell(failed));
    } else if (accepted.ended() == null && !doubts.areAbout(accepted.turn())) {
      follow();
    }
  }

  private void notAccepted(Turn turn, Throwable failure) {
    if (failure instanceof InDoubt || turn.again) {
      doubts.enter(turn);
    }
    drop(turn);
  }

  /** A question that came to nothing: it was known, or could not be stored. */
  private void drop(Turn turn) {
    turn.permit.release();
    if (running == turn) {
      running = null;
    }
    turn.over.tryComplete();
    closeIfUnread();
  }

  /** Something was stored that we did not hear of. */
  void recount() {
    Retry.untilDone(context, () -> all.journal().open(id))
        .onSuccess(opened -> opened.ifPresent(stored -> audience.catchUp(stored.seq())));
  }

  /** Stops the answer {@code turn}; {@code heard} cuts it to what was heard of it. */
  void cancel(TurnId turn, @Nullable Integer heard) {
    assertOnContext();
    if (running == null || !running.id.equals(turn)) {
      return;
    }
    if (heard != null) {
      running.cut(heard);
    }
    answering.end(running, Finish.CANCELLED, Usage.NONE);
  }

  /** Completes when no answer runs any more. From any thread. */
  Future<Void> quiet() {
    Promise<Void> over = context.promise();
    context.execute(() -> (running == null ? EMPTY : running.over.future()).onComplete(over));
    return over.future();
  }

  /** Ends the running answer, if any; completes when that is stored. From any thread. */
  Future<Void> interrupt() {
    Future<Void> stored = quiet();
    context.execute(() -> {
      Turn turn = running;
      if (turn != null) {
        turn.accepting.onSuccess(safe -> interrupt(turn));
      }
    });
    return stored;
  }

  private void interrupt(Turn turn) {
    if (running == turn) {
      answering.end(turn, Finish.INTERRUPTED, Usage.NONE);
    }
  }

  void tellFailed(TurnId turn, GatewayException failure) {
    Heard.Failed failed = new Heard.Failed(turn, failure);
    lastFailure = failed;
    audience.tell(failed);
  }

  /** What is told of its end now is told before anybody who waits for it goes on. */
  void over(Turn turn) {
    context.runOnContext(told -> turn.over.tryComplete());
    turn.permit.release();
    if (running == turn) {
      running = null;
      context.owner().cancelTimer(orphanTimer);
    }
  }

  void closeIfUnread() {
    if (audience.isEmpty() && running == null && doubts.areNone()) {
      closed = true;
      all.forget(this);
    }
  }

  /** Adds an entry that belongs to no turn. */
  Future<Void> say(Entry entry) {
    assertOnContext();
    return here(all.journal().append(id, secretHash, entry))
        .onSuccess(number -> audience.publish(new Entry.Numbered(number, entry)))
        .mapEmpty();
  }

  @Nullable Turn running() {
    return running;
  }

  boolean isRunning(TurnId turn) {
    return running != null && running.id.equals(turn);
  }

  private <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> promise = context.promise();
    elsewhere.onComplete(promise);
    return promise.future();
  }

  private void assertOnContext() {
    assert context.inThread() : "a conversation is touched on its own event loop only";
  }
}
