package rapport.socket;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import rapport.chat.ConversationId;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.chat.Secret;
import rapport.chat.Texts;
import rapport.chat.TurnId;
import rapport.session.Reader;

/** What clients say. */
sealed interface ClientFrame {
  /** The first frame. {@code conversation} and {@code secret} come together or not at all. */
  record Hello(
      @Nullable ConversationId conversation,
      @Nullable Secret secret,
      Reader.Position position,
      @Nullable Language language)
      implements ClientFrame {
    public Hello {
      if ((conversation == null) != (secret == null)) {
        throw new IllegalArgumentException(
            "hello: conversation without secret, or the other way round (expected: both or none)");
      }
    }
  }

  record Ask(Question question) implements ClientFrame {}

  record Partial(String text) implements ClientFrame {}

  record Cancel(TurnId turn, @Nullable Integer heard) implements ClientFrame {}

  record Feedback(TurnId turn, boolean up, @Nullable String comment) implements ClientFrame {
    public Feedback {
      comment = comment == null ? null : Texts.storable(comment);
    }
  }

  record Handoff(@Nullable String reason) implements ClientFrame {}

  record Ping(@Nullable Object n) implements ClientFrame {}

  /** A frame that cannot be read, with as much as is known of what it was about. */
  record Bad(String message, @Nullable String id) implements ClientFrame {
    static Bad of(IllegalArgumentException reason, @Nullable JsonObject json) {
      Object id = json == null ? null : json.getValue("id");
      return new Bad(String.valueOf(reason.getMessage()), id instanceof String text ? text : null);
    }
  }
}
