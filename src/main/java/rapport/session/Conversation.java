package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 */
final class Conversation {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  /** Entries that are kept for readers who are a little behind; the rest is in the journal. */
  private static final int TAIL = 4;

  private static final int REPLAYED_AT_ONCE = 200;

  final ConversationId id;
  final String secretHash;
  final ContextInternal context;
  private final Conversations all;
  private final List<Reader> readers = new ArrayList<>(1);
  private final ArrayDeque<Entry.Numbered> tail = new ArrayDeque<>(TAIL);
  private long seq;
  private @Nullable Turn running;
  private long orphanTimer = -1;
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
    return Optional.of(reader);
  }

  void detached(Reader reader) {
    assertOnContext();
    readers.remove(reader);
    if (!readers.isEmpty()) {
      return;
    }
    if (running == null) {
      close();
    } else {
      orphanTimer =
          context.owner().setTimer(all.settings().orphanGrace().toMillis(), waited -> abandon());
    }
  }

  /** Nobody came back for the answer: the model need not go on. */
  private void abandon() {
    context.execute(() -> {
      if (readers.isEmpty() && running != null) {
        end(running, Finish.INTERRUPTED, Usage.NONE);
      }
    });
  }

  private void close() {
    closed = true;
    all.forget(this);
  }

  /** Takes a question. Completes when it is committed. */
  Future<Accepted> ask(Question question) {
    assertOnContext();
    if (running != null) {
      return whileRunning(running, question);
    }
    Optional<Permit> permit = all.turns().tryAcquire();
    if (permit.isEmpty()) {
      return Future.failedFuture(
          new GatewayException(Fault.OVERLOADED, "too many answers are running: try again soon"));
    }
    Turn turn = new Turn(question, permit.get());
    running = turn;
    Future<Grounded> grounded = all.answers().ground(question, history());
    Future<Accepted> accepting =
        all.journal()
            .accept(id, secretHash, question, turn.id)
            .onSuccess(accepted -> accepted(turn, accepted, grounded))
            .onFailure(failure -> drop(turn));
    turn.accepting = accepting;
    return accepting;
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
    return running.accepting == null
        ? Future.failedFuture(new GatewayException(Fault.BUSY, "this question is being stored"))
        : running.accepting.map(known -> new Accepted(known.turn(), known.seq(), true));
  }

  private void accepted(Turn turn, Accepted accepted, Future<Grounded> grounded) {
    if (accepted.duplicate()) {
      drop(turn);
      return;
    }
    all.telemetry().took(Stage.ACCEPT, System.nanoTime() - turn.askedAt);
    turn.seq = accepted.seq();
    turn.state = Turn.State.RUNNING;
    all.journal().keepDraft(id, turn.id, turn::text);
    // The caller tells the ack first; what follows it comes after.
    context.runOnContext(then -> {
      publish(
          new Entry.Numbered(
              accepted.seq(),
              new Entry.Asked(
                  turn.id, turn.question.id(), turn.question.text(), all.clock().instant())));
      grounded.onComplete(g -> {
        if (g.succeeded()) {
          speak(turn, g.result());
        } else {
          fail(turn, g.cause());
        }
      });
    });
  }

  /** A question that came to nothing: it was known, or could not be stored. */
  private void drop(Turn turn) {
    turn.permit.release();
    if (running == turn) {
      running = null;
    }
    if (readers.isEmpty()) {
      close();
    }
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
    turn.sourcing =
        untilStored(() -> all.journal().source(id, sources))
            .onSuccess(number -> sourced(turn, sources, number));
  }

  private void sourced(Turn turn, Entry.Sourced sources, Optional<Long> number) {
    if (number.isEmpty()) {
      endedElsewhere(turn);
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
      case Delta.Finished finished -> end(turn, finished.finish(), finished.usage());
    }
  }

  private void tellWords(Turn turn) {
    if (turn.firstTokenAt == 0) {
      turn.firstTokenAt = System.nanoTime();
      all.telemetry().took(Stage.MODEL_FIRST_TOKEN, turn.firstTokenAt - turn.modelAskedAt);
      all.telemetry().took(Stage.FIRST_TOKEN, turn.firstTokenAt - turn.askedAt);
    }
    readers.forEach(Reader::advance);
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
    turn.sourcing.eventually(() ->
        untilStored(() -> all.journal().finish(id, answer))
            .onSuccess(number -> ended(turn, answer, number)));
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
      return;
    }
    turn.state = Turn.State.ENDING;
    stop(turn);
    turn.sourcing.eventually(() ->
        untilStored(() -> all.journal().fail(id, turn.id, failure.fault()))
            .onSuccess(stored -> failed(turn, failure)));
  }

  private void failed(Turn turn, GatewayException failure) {
    all.telemetry().count("turns", "finish", failure.fault().code());
    over(turn);
    readers.forEach(reader -> reader.notice(new Heard.Failed(turn.id, failure)));
    closeIfUnread();
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
    }
    context.owner().cancelTimer(orphanTimer);
  }

  private void closeIfUnread() {
    if (readers.isEmpty()) {
      close();
    }
  }

  /** Another process took us for dead and ended the turn: what it stored is what counts. */
  private void endedElsewhere(Turn turn) {
    log.warn("turn {} was ended by another process", turn.id);
    turn.state = Turn.State.ENDING;
    stop(turn);
    over(turn);
    all.journal()
        .open(id)
        .onSuccess(opened -> {
          opened.ifPresent(stored -> seq = Math.max(seq, stored.seq()));
          readers.forEach(Reader::advance);
        });
  }

  /** Adds an entry that belongs to no turn. */
  Future<Void> say(Entry entry) {
    assertOnContext();
    return all.journal()
        .append(id, secretHash, entry)
        .onSuccess(number -> publish(new Entry.Numbered(number, entry)))
        .mapEmpty();
  }

  private void publish(Entry.Numbered entry) {
    seq = Math.max(seq, entry.seq());
    if (tail.size() == TAIL) {
      tail.remove();
    }
    tail.add(entry);
    readers.forEach(Reader::advance);
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
}
