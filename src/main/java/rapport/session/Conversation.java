package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
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

  final ConversationId id;
  final String secretHash;
  final ContextInternal context;
  private final Conversations all;
  final Audience audience;
  private final Answering answering;
  private final Intake intake;
  private final Elsewhere elsewhere;
  final Doubts doubts;
  final Attention attention;
  private @Nullable Turn running;
  private Heard.@Nullable Failed lastFailure;
  private long orphanTimer = -1;
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
    this.intake = new Intake(all, this, answering);
    this.elsewhere = new Elsewhere(all, this);
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
    if (last != null && last.ended() == null) {
      follow(last.turn());
    }
  }

  /** A turn that runs, and not here. */
  void follow(TurnId turn) {
    if (!doubts.areAbout(turn)) {
      elsewhere.follow();
    }
  }

  /** Tells how the last turn failed, if it did, and whatever else there is to tell. */
  void tellNews() {
    if (lastFailure != null) {
      audience.tell(lastFailure);
    }
    audience.advance();
  }

  /** A question is on its way; its turn is the one that runs. */
  void accepting(Turn turn) {
    running = turn;
  }

  /** A question was stored: what failed before it is history. */
  void forgetFailure() {
    lastFailure = null;
  }

  /** A question that came to nothing: it was known, or could not be stored. */
  void drop(Turn turn) {
    turn.place.release();
    if (running == turn) {
      running = null;
    }
    turn.over.tryComplete();
    closeIfUnread();
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
  Future<Accepted> ask(Question question, String party) {
    assertOnContext();
    Future<Accepted> accepted =
        running == null ? intake.accept(question, party) : running.askedAgain(question);
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

  /** What is being typed or said; nothing is looked for while an answer runs. */
  void partial(String text, @Nullable Language language) {
    assertOnContext();
    if (running == null) {
      attention.hear(text, language);
    }
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
    turn.place.release();
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

  boolean isClosed() {
    return closed;
  }

  /** What comes from elsewhere, on our event loop. */
  <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> promise = context.promise();
    elsewhere.onComplete(promise);
    return promise.future();
  }

  private void assertOnContext() {
    assert context.inThread() : "a conversation is touched on its own event loop only";
  }
}
