package rapport.session;

import org.jspecify.annotations.Nullable;
import rapport.chat.Entry;
import rapport.chat.TurnId;
import rapport.fault.GatewayException;

/** What a reader hears. */
public sealed interface Heard {
  /** The next entry of the record. */
  record Recorded(Entry.Numbered entry) implements Heard {}

  /**
   * More of a running answer.
   *
   * @param from the length of the answer before it, in UTF-16 code units
   */
  record Piece(TurnId turn, int from, String text) implements Heard {}

  /** A turn that ended without an answer. */
  record Failed(@Nullable TurnId turn, GatewayException failure) implements Heard {}
}
