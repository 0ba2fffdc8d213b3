package rapport.session;

import org.jspecify.annotations.Nullable;
import rapport.chat.Entry;
import rapport.chat.TurnId;
import rapport.fault.Fault;
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

  /**
   * Calls of tools by a running answer, for whoever offered them; they are not part of the record.
   *
   * @param json as {@link rapport.llm.Delta.Calls} has it
   */
  record Calls(TurnId turn, String json) implements Heard {}

  /** A turn that ended without an answer. */
  record Failed(@Nullable TurnId turn, GatewayException failure) implements Heard {
    static final String ASK_AGAIN = "this question could not be answered: ask it again";

    /**
     * The error of a turn that ended with a {@link Fault#code}; null when it ended otherwise, or
     * runs.
     */
    static @Nullable Failed of(TurnId turn, @Nullable String ended) {
      for (Fault fault : Fault.values()) {
        if (fault.code().equals(ended)) {
          return new Failed(turn, new GatewayException(fault, ASK_AGAIN));
        }
      }
      return null;
    }
  }
}
