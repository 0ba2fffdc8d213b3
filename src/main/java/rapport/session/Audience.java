package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry;

/**
 * The readers of a conversation, and the end of its record for those who are a little behind; the
 * rest is in the journal. On the conversation's event loop only.
 */
final class Audience {
  /** Entries that are kept. */
  private static final int TAIL = 4;

  final ContextInternal context;
  private final LongFunction<Future<List<Entry.Numbered>>> journal;
  private final List<Reader> readers = new ArrayList<>(1);
  private final ArrayDeque<Entry.Numbered> tail = new ArrayDeque<>(TAIL);
  private long seq;

  /**
   * @param seq the number of the last entry there is
   * @param journal the record past a number
   */
  Audience(ContextInternal context, long seq, LongFunction<Future<List<Entry.Numbered>>> journal) {
    this.context = context;
    this.seq = seq;
    this.journal = journal;
  }

  void add(Reader reader) {
    readers.add(reader);
  }

  void remove(Reader reader) {
    readers.remove(reader);
  }

  boolean isEmpty() {
    return readers.isEmpty();
  }

  /** Tells everybody the next entry. */
  void publish(Entry.Numbered entry) {
    seq = Math.max(seq, entry.seq());
    if (tail.size() == TAIL) {
      tail.remove();
    }
    tail.add(entry);
    advance();
  }

  /** There are entries up to {@code last}, which the journal has. */
  void catchUp(long last) {
    seq = Math.max(seq, last);
    advance();
  }

  /** From the last, since a reader may leave while it is told. */
  void advance() {
    for (int i = readers.size() - 1; i >= 0; i--) {
      readers.get(i).advance();
    }
  }

  /** Tells everybody something that is not part of the record. */
  void tell(Heard heard) {
    for (int i = readers.size() - 1; i >= 0; i--) {
      readers.get(i).notice(heard);
    }
  }

  /** What everybody has is only in the way: a quiet conversation costs next to nothing. */
  void trim() {
    if (readers.stream().allMatch(Reader::hasAll)) {
      tail.clear();
    }
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
    return journal.apply(after);
  }

  /** The journal does not answer now: the reader goes on when it does. */
  void replayLater(Reader reader) {
    context.owner().setTimer(Retry.FIRST_MILLIS, again -> context.execute(reader::advance));
  }
}
