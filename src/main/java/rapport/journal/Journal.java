package rapport.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Exchange;
import rapport.chat.Finish;
import rapport.chat.Receipt;
import rapport.chat.TurnId;
import rapport.database.Database;
import rapport.fault.Fault;
import rapport.life.Component;

/** What was said, for ever. */
public interface Journal extends Component {
  /**
   * Stores a question, making the conversation if this is its first; when this completes the
   * question is safe. A question whose id is known answers the turn it already has.
   *
   * @return fails with {@code conflict} when the known question has another text, with {@link
   *     InDoubt} when it may or may not have been stored
   */
  Future<Accepted> accept(ConversationId conversation, String secretHash, Entry.Asked asked);

  /**
   * Stores the sources of a running turn and how they came about, once however often it is asked
   * to; their number, or empty when the turn has ended elsewhere.
   */
  Future<Optional<Long>> source(
      ConversationId conversation, Entry.Sourced sources, Receipt receipt);

  /** What is kept of a turn; empty: there is none of that id. */
  Future<Optional<Kept>> turn(TurnId turn);

  /** Ends a running turn with its answer; its number, or empty when it has ended elsewhere. */
  Future<Optional<Long>> finish(ConversationId conversation, Entry.Answered answer);

  /** Ends a running turn without an answer; false when there is none. */
  Future<Boolean> fail(ConversationId conversation, TurnId turn, Fault fault);

  /**
   * Stores an entry that belongs to no turn; its number. Makes the conversation if this is its
   * first.
   */
  Future<Long> append(ConversationId conversation, String secretHash, Entry entry);

  /** What is stored of a conversation; empty: nothing was ever asked in it. */
  Future<Optional<Opened>> open(ConversationId conversation);

  /** The record past {@code after}, in order, at most {@code limit} entries. */
  Future<List<Entry.Numbered>> replay(ConversationId conversation, long after, int limit);

  /**
   * The last answered questions, oldest first.
   *
   * @param withSources whether what the answers stood on is read, too: most of what is stored of
   *     them
   */
  Future<List<Exchange>> recent(ConversationId conversation, int limit, boolean withSources);

  /** Stores or replaces the rating of an answer; false: there is no such turn. */
  Future<Boolean> rate(
      ConversationId conversation, TurnId turn, boolean up, @Nullable String comment);

  /**
   * Saves at every tick until the turn ends what an answer has grown by, so that a crash loses
   * little of it.
   *
   * @param textFrom what stands past a length, empty when nothing does; asked from another thread
   */
  void keepDraft(ConversationId conversation, TurnId turn, IntFunction<String> textFrom);

  /** Ends, as interrupted, the running turns of processes that are gone; how many. */
  Future<Integer> recover();

  /** Ends the running turn of one conversation, if it is of a process that is gone. */
  Future<Void> recover(ConversationId conversation);

  /** The journal in PostgreSQL. */
  static Journal postgres(Vertx vertx, Database database) {
    return new PgJournal(vertx, database);
  }

  /**
   * A stored question.
   *
   * @param seq the number of its entry
   * @param duplicate whether it was already there
   * @param ended as in {@link LastTurn}
   */
  record Accepted(TurnId turn, long seq, boolean duplicate, @Nullable String ended) {}

  /** The database went away before it said whether it has the question. */
  final class InDoubt extends RuntimeException {
    InDoubt(Throwable cause) {
      super("the question may or may not have been stored", cause, false, false);
    }
  }

  /**
   * A stored conversation.
   *
   * @param seq the number of its last entry
   * @param last its last turn
   */
  record Opened(String secretHash, long seq, @Nullable LastTurn last) {}

  /**
   * A turn, as it is kept.
   *
   * @param secretHash of its conversation
   * @param finish as in {@link LastTurn}
   * @param receipt as JSON, or null when it was never answered
   */
  record Kept(
      ConversationId conversation,
      String secretHash,
      String question,
      Instant askedAt,
      @Nullable String finish,
      @Nullable JsonObject receipt) {}

  /**
   * The last turn of a conversation.
   *
   * @param ended null while it runs; else {@link Finish#code} or, of a turn without an answer,
   *     {@link Fault#code}
   */
  record LastTurn(TurnId turn, @Nullable String ended) {}
}
