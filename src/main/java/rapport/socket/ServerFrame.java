package rapport.socket;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry;
import rapport.chat.TurnId;
import rapport.fault.GatewayException;

/** What we say. */
sealed interface ServerFrame {
  record Welcome(
      String conversation,
      String secret,
      long seq,
      boolean recovered,
      long heartbeatMillis,
      List<String> suggestions)
      implements ServerFrame {
    public Welcome {
      suggestions = List.copyOf(suggestions);
    }
  }

  record Ack(String id, TurnId turn, long seq, boolean duplicate) implements ServerFrame {}

  /**
   * An entry of the record: {@code question}, {@code sources}, {@code done}, {@code message},
   * {@code speaker}.
   */
  record Recorded(Entry.Numbered entry) implements ServerFrame {}

  record Token(TurnId turn, int from, String text) implements ServerFrame {}

  record Failed(GatewayException failure, @Nullable String id, @Nullable TurnId turn)
      implements ServerFrame {}

  record Reconnect(long afterMillis) implements ServerFrame {}

  record Pong(@Nullable Object n) implements ServerFrame {}
}
