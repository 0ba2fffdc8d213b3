package rapport.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a conversation's record. Stored, numbered without holes, replayed on resume. */
public sealed interface Entry {
  /** The shopper's own words. */
  record Asked(TurnId turn, String id, String text, Instant at) implements Entry {}

  /** What the answer stands on. */
  record Sourced(TurnId turn, Sources sources) implements Entry {}

  /**
   * The whole answer as stored; the turn is over.
   *
   * @param degraded why it is not the model's own, or null
   */
  record Answered(
      TurnId turn,
      Finish finish,
      String text,
      Usage usage,
      Timing timing,
      List<String> suggestions,
      @Nullable String degraded)
      implements Entry {
    public Answered {
      suggestions = List.copyOf(suggestions);
    }

    public Answered(
        TurnId turn,
        Finish finish,
        String text,
        Usage usage,
        Timing timing,
        List<String> suggestions) {
      this(turn, finish, text, usage, timing, suggestions, null);
    }
  }

  /** Words of a person or of the system. */
  record Said(Sender from, @Nullable String name, String text, Instant at) implements Entry {
    /** Who speaks besides shopper and bot. */
    public enum Sender {
      AGENT,
      SYSTEM
    }
  }

  /** Who answers from now on. */
  record SpeakerChanged(Speaker speaker, @Nullable String name, @Nullable String reason)
      implements Entry {
    /** Who answers. */
    public enum Speaker {
      BOT,
      AGENT
    }
  }

  /** An entry with its place in the record: 1, 2, 3 … without holes. */
  record Numbered(long seq, Entry entry) {}
}
