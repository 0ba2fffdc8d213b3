package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.answer.Grounded;
import rapport.chat.Entry;
import rapport.chat.Exchange;
import rapport.chat.Question;
import rapport.chat.Texts;
import rapport.chat.Timing;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal.Accepted;
import rapport.llm.Generation;
import rapport.session.Admission.Place;

/** One running question with its answer so far. Touched on its conversation's event loop only. */
final class Turn {
  /** More than any shop's answer; past it a model has lost its way. */
  static final int LONGEST_ANSWER = 64 * 1024;

  enum State {
    /** Its question is on the way to the journal. */
    ACCEPTING,
    /** Its question is safe; sources and words are on their way. */
    RUNNING,
    /** Its end is on the way to the journal. */
    ENDING
  }

  final TurnId id;
  final Question question;
  final Instant at;
  final Place place;

  /** Whether its question may already be stored. */
  final boolean again;

  final Promise<Void> over = Promise.promise();
  final long askedAt = System.nanoTime();
  State state = State.ACCEPTING;

  /** Completes when the question is safe. */
  Future<Accepted> accepting = Future.failedFuture("not yet asked");

  /** The exchanges before it that are stored, at least as many as are remembered, oldest first. */
  Future<List<Exchange>> before = Future.failedFuture("not yet asked");

  /** The record's last entry as far as is known: the one before the question, then its own. */
  private long lastEntry;

  private boolean undisturbed = true;

  /** Done when the sources are stored: what ends the turn comes after them. */
  Future<?> sourcing = Future.succeededFuture();

  @Nullable Grounded grounded;
  @Nullable Generation generation;
  long modelAskedAt;
  long firstTokenAt;

  /** Guarded by this turn: the journal's tick reads it from another thread. */
  private final StringBuilder text = new StringBuilder();

  /** Half of a surrogate pair whose other half is in the next piece. */
  private String half = "";

  /**
   * @param lastEntry the number of the record's last entry that is known of
   */
  Turn(TurnId id, Question question, Instant at, Place place, boolean again, long lastEntry) {
    this.id = id;
    this.question = question;
    this.at = at;
    this.place = place;
    this.again = again;
    this.lastEntry = lastEntry;
  }

  /** Its question, as the record has it. */
  Entry.Asked asked() {
    return new Entry.Asked(id, question.id(), question.text(), at);
  }

  /** One of its entries is stored. */
  void stored(long seq) {
    undisturbed &= seq == lastEntry + 1;
    lastEntry = seq;
  }

  /** Whether nothing of anybody else stands between its entries, or was not known of before. */
  boolean isUndisturbed() {
    return undisturbed;
  }

  /** A question that comes while this one runs: the same one is told what this one is told. */
  Future<Accepted> askedAgain(Question other) {
    if (!question.id().equals(other.id())) {
      return Future.failedFuture(
          new GatewayException(Fault.BUSY, "an answer is running: cancel it or wait for its end"));
    }
    if (!question.text().equals(other.text())) {
      return Future.failedFuture(
          new GatewayException(
              Fault.CONFLICT, "id: " + other.id() + " was already used for another question"));
    }
    return accepting.map(first -> new Accepted(first.turn(), first.seq(), true, first.ended()));
  }

  /** Adds words; false when the answer has become too long to go on. */
  synchronized boolean append(String piece) {
    String whole = half + piece;
    boolean split = !whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1));
    half = split ? whole.substring(whole.length() - 1) : "";
    text.append(Texts.storable(split ? whole.substring(0, whole.length() - 1) : whole));
    return text.length() <= LONGEST_ANSWER;
  }

  synchronized int length() {
    return text.length();
  }

  synchronized String text() {
    return text.toString();
  }

  /** What stands past a length; nothing where there is nothing. */
  synchronized String textFrom(int from) {
    return from >= text.length() ? "" : text.substring(from);
  }

  /** Cuts the answer to what was heard of it. */
  synchronized void cut(int length) {
    text.setLength(Texts.cut(text, length));
  }

  Timing timing() {
    long now = System.nanoTime();
    double first = firstTokenAt == 0 ? 0 : (firstTokenAt - askedAt) / 1e6;
    double total = (now - askedAt) / 1e6;
    return grounded == null
        ? new Timing(0, 0, 0, first, total)
        : new Timing(
            grounded.receipt().encodeMillis(),
            grounded.receipt().searchMillis(),
            grounded.receipt().promptMillis(),
            first,
            total);
  }
}
