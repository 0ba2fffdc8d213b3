package rapport.session;

import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry;
import rapport.chat.TurnId;

/*
 * A reader is a place in the conversation: the number of the last entry it has, and how much of a running
 * answer. It holds no words of its own. When it can take something it pulls what comes next from that place,
 * so what a slow reader has missed comes as one piece, and a stalled one costs nothing but its place.
 *
 * Its place is touched on the conversation's event loop; what it hears arrives on the event loop of whoever
 * attached it.
 */

/**
 * One listener of a conversation, a stream with back-pressure. Attached by {@link Conversations}.
 */
public final class Reader implements ReadStream<Heard> {
  private final Conversation conversation;
  private final ContextInternal listener;

  /** The last entry there was when we began. */
  private final long liveFrom;

  private long seq;
  private @Nullable TurnId turn;
  private int length;

  /** Entries from the journal that come before what the conversation has in memory. */
  private final ArrayDeque<Entry.Numbered> past = new ArrayDeque<>();

  private final ArrayDeque<Heard> notices = new ArrayDeque<>();
  private boolean replaying;
  private boolean flowing;
  private boolean detached;
  private @Nullable Handler<Heard> handler;

  Reader(Conversation conversation, ContextInternal listener, Position position) {
    this.conversation = conversation;
    this.listener = listener;
    this.liveFrom = conversation.seq();
    this.seq = position.after();
    this.turn = position.turn();
    this.length = position.length();
  }

  /** Hands over everything that is there, as long as it is taken. */
  void advance() {
    while (flowing && !detached && !replaying) {
      Heard next = next();
      if (next == null) {
        return;
      }
      deliver(next);
    }
  }

  private @Nullable Heard next() {
    Entry.Numbered entry = past.isEmpty() ? conversation.entryAfter(seq) : past.remove();
    if (entry == null) {
      if (conversation.hasEntriesAfter(seq)) {
        replay();
        return null;
      }
      Heard piece = runningPiece();
      // What is said of a turn comes after what the record has of it.
      return piece == null ? notices.poll() : piece;
    }
    Heard rest = restBefore(entry);
    if (rest != null) {
      past.addFirst(entry);
      return rest;
    }
    seq = entry.seq();
    follow(entry);
    return new Heard.Recorded(entry);
  }

  /** Answers that came while we listened are heard in pieces; older ones only whole. */
  private void follow(Entry.Numbered entry) {
    if (entry.entry() instanceof Entry.Sourced sourced
        && !sourced.turn().equals(turn)
        && (entry.seq() > liveFrom || conversation.isRunning(sourced.turn()))) {
      turn = sourced.turn();
      length = 0;
    }
  }

  /** What is missing of the running answer, as one piece. */
  private @Nullable Heard runningPiece() {
    Turn running = conversation.running();
    if (running == null || running.state == Turn.State.ACCEPTING) {
      return null;
    }
    return piece(running.id, running.length(), running::textFrom);
  }

  /** An answer's last words come before its end, so that the pieces joined are the answer. */
  private @Nullable Heard restBefore(Entry.Numbered entry) {
    return entry.entry() instanceof Entry.Answered answer && answer.turn().equals(turn)
        ? piece(answer.turn(), answer.text().length(), answer.text()::substring)
        : null;
  }

  private @Nullable Heard piece(TurnId of, int available, TextFrom text) {
    if (!of.equals(turn)) {
      turn = of;
      length = 0;
    }
    if (available <= length) {
      return null;
    }
    int from = length;
    length = available;
    return new Heard.Piece(of, from, text.from(from));
  }

  private void replay() {
    replaying = true;
    conversation
        .replay(seq)
        .onComplete(read ->
            conversation.context.execute(() -> {
              replaying = false;
              if (read.succeeded()) {
                past.addAll(read.result());
                advance();
              } else {
                conversation.replayLater(this);
              }
            }));
  }

  /** Says something that is not part of the record. */
  void notice(Heard heard) {
    notices.add(heard);
    advance();
  }

  private void deliver(Heard heard) {
    listener.execute(() -> {
      if (handler != null) {
        handler.handle(heard);
      }
    });
  }

  /** Stops listening. The conversation goes on. */
  public void detach() {
    conversation.context.execute(() -> {
      if (!detached) {
        detached = true;
        conversation.detached(this);
      }
    });
  }

  /** Set before the first {@link #resume}; called on the listener's event loop. */
  @Override
  public Reader handler(@Nullable Handler<Heard> handler) {
    this.handler = handler;
    return this;
  }

  @Override
  public Reader pause() {
    conversation.context.execute(() -> flowing = false);
    return this;
  }

  @Override
  public Reader resume() {
    conversation.context.execute(() -> {
      flowing = true;
      advance();
    });
    return this;
  }

  /** Demand is not counted here: a reader flows or it does not. */
  @Override
  public Reader fetch(long amount) {
    return resume();
  }

  /** A reader does not fail: what fails is told as {@link Heard.Failed}. */
  @Override
  public Reader exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  /** A reader ends when it is detached, by its owner. */
  @Override
  public Reader endHandler(@Nullable Handler<Void> handler) {
    return this;
  }

  private interface TextFrom {
    String from(int from);
  }

  /**
   * Where to begin.
   *
   * @param after the number of the last entry that is known
   * @param turn a half-received answer
   * @param length how much of it is known
   */
  public record Position(long after, @Nullable TurnId turn, int length) {
    public static final Position START = new Position(0, null, 0);
  }
}
