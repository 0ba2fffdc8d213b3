package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import rapport.llm.Delta;
import rapport.telemetry.Stage;

/*
 * One conversation, on one event loop (asserted), so fields are plain.
 *
 *   no turn --ask--> ACCEPTING --committed--> RUNNING --finished/failed/cancelled--> ENDING --stored--> no turn
 *
 * Whatever is told to readers is stored first: the question before its ack, the sources before they are
 * shown, the end before `done`. Only words are shown at once; they are saved as a draft on the way. A store
 * that fails is tried again until it succeeds, and the turn waits for it: nothing is told that a crash could
 * take back.
 *
 * Whatever comes from elsewhere (the journal, the search, a timer) is brought to our event loop first.
 */
final class Conversation {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  /** Entries that are kept for readers who are a little behind; the rest is in the journal. */
  private static final int TAIL = 4;

  private static final int REPLAYED_AT_ONCE = 200;
  private static final String FAILED = "this question could not be answered: ask it again";

  /** How long a client waits for its ack. The question may still be stored after that. */
  private static final long ACK_SECONDS = 5;

  /** How often is looked whether a turn of another process has ended. */
  private static final long FOLLOW_MILLIS = 1_000;

  final ConversationId id;
  final String secretHash;
  final ContextInternal context;
  private final Conversations all;
  private final List<Reader> readers = new ArrayList<>(1);
  private final ArrayDeque<Entry.Numbered> tail = new ArrayDeque<>(TAIL);
  private long seq;
  private @Nullable Turn running;
  private @Nullable Doubt doubt;
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
    this.seq = seq;
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
    readers.add(reader);
    if (lastFailure != null) {
      reader.notice(lastFailure);
    }
    return Optional.of(reader);
  }

  /** Takes in what the journal said a moment ago. */
  void refresh(Opened stored) {
    assertOnContext();
    if (running != null || stored.seq() < seq) {
      return;
    }
    seq = stored.seq();
    LastTurn last = stored.last();
    lastFailure = last == null ? null : failure(last.turn(), last.ended());
    if (last != null && last.ended() == null && !inDoubt(last.turn())) {
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
            tellReaders(lastFailure);
          }
          advanceReaders();
        });
  }

  void detached(Reader reader) {
    assertOnContext();
    readers.remove(reader);
    if (!readers.isEmpty()) {
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
    if (!readers.isEmpty() || running == null) {
      return;
    }
    if (running.state == Turn.State.ACCEPTING) {
      waitForReaders();
    } else {
      end(running, Finish.INTERRUPTED, Usage.NONE);
    }
  }

  private void close() {
    closed = true;
    all.forget(this);
  }

  /** Takes a question. Completes when it is committed. */
  Future<Accepted> ask(Question question) {
    assertOnContext();
    Future<Accepted> accepted =
        running == null ? accept(question) : whileRunning(running, question);
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
    Optional<Permit> permit = all.turns().tryAcquire();
    if (permit.isEmpty()) {
      return Future.failedFuture(
          new GatewayException(Fault.OVERLOADED, "too many answers are running: try again soon"));
    }
    Turn turn = turn(question, permit.get());
    running = turn;
    Future<Grounded> grounded =
        here(Future.succeededFuture().compose(now -> all.answers().ground(question, history())));
    turn.accepting =
        here(all.journal().accept(id, secretHash, turn.asked()))
            .onSuccess(accepted -> accepted(turn, accepted, grounded))
            .onFailure(failure -> notAccepted(turn, failure));
    return turn.accepting;
  }

  /** A question in doubt that is sent again is the same turn; one that is not is settled now. */
  private Turn turn(Question question, Permit permit) {
    Doubt before = doubt;
    boolean again = before != null && before.isAbout(question);
    if (before != null && again) {
      cleared(before);
    } else if (before != null) {
      settle(before);
    }
    TurnId turn = before != null && again ? before.turn.id : TurnId.random();
    return new Turn(turn, question, all.clock().instant(), permit, again);
  }

  private Future<List<Exchange>> history() {
    return seq == 0
        ? Future.succeededFuture(List.of())
        : all.journal().recent(id, all.remembered()).otherwise(List.of());
  }

  private static Future<Accepted> whileRunning(Turn running, Question question) {
    if (!running.question.id().equals(question.id())) {
      return Future.failedFuture(
          new GatewayException(Fault.BUSY, "an answer is running: cancel it or wait for its end"));
    }
    if (!running.question.text().equals(question.text())) {
      return Future.failedFuture(
          new GatewayException(
              Fault.CONFLICT, "id: " + question.id() + " was already used for another question"));
    }
    return running.accepting.map(
        first -> new Accepted(first.turn(), first.seq(), true, first.ended()));
  }

  private void accepted(Turn turn, Accepted accepted, Future<Grounded> grounded) {
    // A duplicate that is ours had been stored, we were not told, and nobody has answered it.
    boolean ours = accepted.turn().equals(turn.id) && accepted.ended() == null;
    if (!accepted.duplicate() || ours) {
      begin(turn, accepted, grounded);
    } else {
      drop(turn);
      told(accepted);
    }
  }

  /** A question that was answered before: its error has no other trace than us. */
  private void told(Accepted accepted) {
    Heard.Failed failed = failure(accepted.turn(), accepted.ended());
    if (failed != null) {
      context.runOnContext(then -> tellReaders(failed));
    } else if (accepted.ended() == null && !inDoubt(accepted.turn())) {
      follow();
    }
  }

  private void begin(Turn turn, Accepted accepted, Future<Grounded> grounded) {
    all.telemetry().took(Stage.ACCEPT, System.nanoTime() - turn.askedAt);
    lastFailure = null;
    turn.state = Turn.State.RUNNING;
    all.journal().keepDraft(id, turn.id, turn::text);
    // The caller tells the ack first; what follows it comes after.
    context.runOnContext(then -> {
      if (accepted.duplicate()) {
        seq = Math.max(seq, accepted.seq());
        advanceReaders();
      } else {
        publish(new Entry.Numbered(accepted.seq(), turn.asked()));
      }
      grounded.onComplete(g -> {
        if (g.failed()) {
          fail(turn, g.cause());
          return;
        }
        try {
          speak(turn, g.result());
        } catch (RuntimeException defect) {
          fail(turn, defect);
        }
      });
    });
  }

  private void notAccepted(Turn turn, Throwable failure) {
    if (failure instanceof InDoubt || turn.again) {
      doubt(turn);
    }
    drop(turn);
  }

  /** A question that came to nothing: it was known, or could not be stored. */
  private void drop(Turn turn) {
    turn.permit.release();
    if (running == turn) {
      running = null;
    }
    closeIfUnread();
  }

  /*
   * A question in doubt was sent to the journal, and the connection broke before its answer. It may be in
   * the record. Its client sends it again, and then it is answered; or does not, for so long as an answer
   * waits for readers, or asks something else: then it ends in an error. We stay in memory for it.
   */

  private void doubt(Turn turn) {
    Doubt fresh = new Doubt(turn);
    doubt = fresh;
    fresh.timer =
        context
            .owner()
            .setTimer(
                all.settings().orphanGrace().toMillis(),
                waited -> context.execute(() -> settle(fresh)));
  }

  private void settle(Doubt settled) {
    if (settled.settling || doubt != settled) {
      return;
    }
    settled.settling = true;
    Turn turn = settled.turn;
    untilStored(() -> all.journal().fail(id, turn.id, Fault.UNAVAILABLE))
        .onComplete(known -> {
          cleared(settled);
          if (known.succeeded() && known.result()) {
            tellFailed(turn.id, new GatewayException(Fault.UNAVAILABLE, FAILED));
            recount();
          }
          closeIfUnread();
        });
  }

  private void cleared(Doubt settled) {
    context.owner().cancelTimer(settled.timer);
    if (doubt == settled) {
      doubt = null;
    }
  }

  private boolean inDoubt(TurnId turn) {
    return doubt != null && doubt.turn.id.equals(turn);
  }

  /** Something was stored that we did not hear of. */
  private void recount() {
    untilStored(() -> all.journal().open(id))
        .onSuccess(opened -> {
          opened.ifPresent(stored -> seq = Math.max(seq, stored.seq()));
          advanceReaders();
        });
  }

  /** Asks the model while the sources are being stored; its words wait until they are shown. */
  private void speak(Turn turn, Grounded grounded) {
    if (turn.state != Turn.State.RUNNING) {
      return;
    }
    turn.grounded = grounded;
    turn.modelAskedAt = System.nanoTime();
    all.telemetry().took(Stage.BEFORE_MODEL, turn.modelAskedAt - turn.askedAt);
    turn.generation =
        all.answers()
            .speak(grounded)
            .pause()
            .exceptionHandler(failure -> fail(turn, failure))
            .handler(delta -> hear(turn, delta));
    Entry.Sourced sources = new Entry.Sourced(turn.id, grounded.supported().sources());
    untilStored(() -> all.journal().source(id, sources))
        .onSuccess(number -> sourced(turn, sources, number))
        .onFailure(defect -> unstorable(turn, defect));
  }

  private void sourced(Turn turn, Entry.Sourced sources, Optional<Long> number) {
    if (number.isEmpty()) {
      // Or it has ended here, before them.
      if (turn.state == Turn.State.RUNNING) {
        endedElsewhere(turn);
      }
      return;
    }
    publish(new Entry.Numbered(number.get(), sources));
    all.telemetry().took(Stage.SOURCES, System.nanoTime() - turn.askedAt);
    if (turn.state == Turn.State.RUNNING && turn.generation != null) {
      turn.generation.resume();
    }
  }

  private void hear(Turn turn, Delta delta) {
    if (turn.state != Turn.State.RUNNING) {
      return;
    }
    switch (delta) {
      case Delta.Text text -> {
        boolean goOn = turn.append(text.text());
        tellWords(turn);
        if (!goOn) {
          end(turn, Finish.LENGTH, Usage.NONE);
        }
      }
      case Delta.Finished finished when turn.length() == 0 ->
          fail(turn, new GatewayException(Fault.UPSTREAM_FAILED, "the model said nothing"));
      case Delta.Finished finished -> end(turn, finished.finish(), finished.usage());
    }
  }

  private void tellWords(Turn turn) {
    if (turn.firstTokenAt == 0) {
      turn.firstTokenAt = System.nanoTime();
      all.telemetry().took(Stage.MODEL_FIRST_TOKEN, turn.firstTokenAt - turn.modelAskedAt);
      all.telemetry().took(Stage.FIRST_TOKEN, turn.firstTokenAt - turn.askedAt);
    }
    advanceReaders();
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
    end(running, Finish.CANCELLED, Usage.NONE);
  }

  /** Ends the running answer, if any; completes when that is stored. From any thread. */
  Future<Void> interrupt() {
    Promise<Void> stored = context.promise();
    context.execute(() -> {
      if (running == null || running.state == Turn.State.ACCEPTING) {
        stored.complete();
      } else {
        running.over.future().onComplete(stored);
        end(running, Finish.INTERRUPTED, Usage.NONE);
      }
    });
    return stored.future();
  }

  private void end(Turn turn, Finish finish, Usage usage) {
    if (turn.state == Turn.State.ENDING) {
      return;
    }
    turn.state = Turn.State.ENDING;
    stop(turn);
    Grounded grounded = turn.grounded;
    Entry.Answered answer =
        new Entry.Answered(
            turn.id,
            finish,
            turn.text(),
            usage,
            turn.timing(),
            grounded == null ? List.of() : grounded.suggestions());
    untilStored(() -> all.journal().finish(id, answer))
        .onSuccess(number -> ended(turn, answer, number))
        .onFailure(defect -> unstorable(turn, defect));
  }

  private void ended(Turn turn, Entry.Answered answer, Optional<Long> number) {
    all.telemetry().took(Stage.TOTAL, System.nanoTime() - turn.askedAt);
    all.telemetry().count("turns", "finish", answer.finish().code());
    if (number.isEmpty()) {
      endedElsewhere(turn);
      return;
    }
    over(turn);
    publish(new Entry.Numbered(number.get(), answer));
    trim();
    closeIfUnread();
  }

  /** A turn that fails with words keeps them; one that fails without ends in an error. */
  private void fail(Turn turn, Throwable cause) {
    if (turn.state != Turn.State.RUNNING) {
      return;
    }
    GatewayException failure = GatewayException.of(cause);
    log.warn("turn {} failed: {}", turn.id, failure.toString());
    if (turn.length() > 0) {
      end(turn, Finish.INTERRUPTED, Usage.NONE);
    } else {
      endWithoutAnswer(turn, failure);
    }
  }

  private void endWithoutAnswer(Turn turn, GatewayException failure) {
    turn.state = Turn.State.ENDING;
    stop(turn);
    untilStored(() -> all.journal().fail(id, turn.id, failure.fault()))
        .onComplete(stored -> {
          all.telemetry().count("turns", "finish", failure.fault().code());
          over(turn);
          tellFailed(turn.id, failure);
          closeIfUnread();
        });
  }

  /** A defect of ours: trying again would not help, and the conversation must not hang on it. */
  private void unstorable(Turn turn, Throwable defect) {
    log.error("turn {} cannot be stored", turn.id, defect);
    endWithoutAnswer(turn, GatewayException.of(defect));
  }

  private void tellFailed(TurnId turn, GatewayException failure) {
    Heard.Failed failed = new Heard.Failed(turn, failure);
    lastFailure = failed;
    tellReaders(failed);
  }

  /** The error of a turn that ended without an answer. */
  private static Heard.@Nullable Failed failure(TurnId turn, @Nullable String ended) {
    for (Fault fault : Fault.values()) {
      if (fault.code().equals(ended)) {
        return new Heard.Failed(turn, new GatewayException(fault, FAILED));
      }
    }
    return null;
  }

  private static void stop(Turn turn) {
    if (turn.generation != null) {
      turn.generation.cancel();
    }
  }

  private void over(Turn turn) {
    turn.over.tryComplete();
    turn.permit.release();
    if (running == turn) {
      running = null;
      context.owner().cancelTimer(orphanTimer);
    }
  }

  private void closeIfUnread() {
    if (readers.isEmpty() && running == null && doubt == null) {
      close();
    }
  }

  /** Another process took us for dead and ended the turn: what it stored is what counts. */
  private void endedElsewhere(Turn turn) {
    log.warn("turn {} was ended by another process", turn.id);
    turn.state = Turn.State.ENDING;
    stop(turn);
    over(turn);
    recount();
    closeIfUnread();
  }

  /** Adds an entry that belongs to no turn. */
  Future<Void> say(Entry entry) {
    assertOnContext();
    return here(all.journal().append(id, entry))
        .onSuccess(number -> publish(new Entry.Numbered(number, entry)))
        .mapEmpty();
  }

  private void publish(Entry.Numbered entry) {
    seq = Math.max(seq, entry.seq());
    if (tail.size() == TAIL) {
      tail.remove();
    }
    tail.add(entry);
    advanceReaders();
  }

  @Nullable Turn running() {
    return running;
  }

  boolean isRunning(TurnId turn) {
    return running != null && running.id.equals(turn);
  }

  long seq() {
    return seq;
  }

  boolean hasEntriesAfter(long after) {
    return seq > after;
  }

  /** The entry with number {@code after + 1}, when it is recent. */
  Entry.@Nullable Numbered entryAfter(long after) {
    for (Entry.Numbered entry : tail) {
      if (entry.seq() == after + 1) {
        return entry;
      }
    }
    return null;
  }

  Future<List<Entry.Numbered>> replay(long after) {
    return all.journal().replay(id, after, REPLAYED_AT_ONCE);
  }

  /** The journal does not answer now: the reader goes on when it does. */
  void replayLater(Reader reader) {
    context.owner().setTimer(Retry.FIRST_MILLIS, again -> context.execute(reader::advance));
  }

  /** From the last, since a reader may leave while it is told. */
  private void advanceReaders() {
    for (int i = readers.size() - 1; i >= 0; i--) {
      readers.get(i).advance();
    }
  }

  private void tellReaders(Heard heard) {
    for (int i = readers.size() - 1; i >= 0; i--) {
      readers.get(i).notice(heard);
    }
  }

  /** What everybody has is only in the way: a quiet conversation costs next to nothing. */
  private void trim() {
    if (running == null && readers.stream().allMatch(Reader::hasAll)) {
      tail.clear();
    }
  }

  private <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> promise = context.promise();
    elsewhere.onComplete(promise);
    return promise.future();
  }

  private <T> Future<T> untilStored(Supplier<Future<T>> store) {
    return Retry.untilDone(context, store);
  }

  Future<Void> rate(TurnId turn, boolean up, @Nullable String comment) {
    return all.rate(id, turn, up, comment);
  }

  /** What is said when a person is asked for and none can come. */
  Entry.Said noPerson(@Nullable Language language) {
    return new Entry.Said(
        Entry.Said.Sender.SYSTEM, null, all.answers().noPerson(language), all.clock().instant());
  }

  private void assertOnContext() {
    assert context.inThread() : "a conversation is touched on its own event loop only";
  }

  /** A question of which is not known whether it was stored. */
  private static final class Doubt {
    final Turn turn;
    long timer = -1;
    boolean settling;

    Doubt(Turn turn) {
      this.turn = turn;
    }

    boolean isAbout(Question question) {
      return !settling && turn.question.id().equals(question.id());
    }
  }
}
