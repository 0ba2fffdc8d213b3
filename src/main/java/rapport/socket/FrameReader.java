package rapport.socket;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.ConversationId;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.PageContext;
import rapport.chat.Question;
import rapport.chat.Secret;
import rapport.chat.StrictJson;
import rapport.chat.TurnId;
import rapport.session.Reader;

/** Text of clients to frames. What cannot be read becomes {@link ClientFrame.Bad} and says why. */
final class FrameReader {
  private static final int LONGEST_COMMENT = 2_000;

  private FrameReader() {}

  /**
   * @param locale what {@code hello} said of the client's language
   */
  static ClientFrame read(String text, @Nullable Language locale) {
    JsonObject json = StrictJson.object(text);
    if (json == null) {
      return new ClientFrame.Bad("frame: not a JSON object", null);
    }
    try {
      return frame(new Fields(json), locale);
    } catch (IllegalArgumentException e) {
      return ClientFrame.Bad.of(e, json);
    }
  }

  private static ClientFrame frame(Fields fields, @Nullable Language locale) {
    String type = fields.required("type");
    return switch (type) {
      case "hello" -> hello(fields);
      case "ask" -> new ClientFrame.Ask(question(fields, locale));
      case "partial" -> new ClientFrame.Partial(fields.required("text"));
      case "cancel" ->
          new ClientFrame.Cancel(new TurnId(fields.required("turn")), fields.length("heard"));
      case "feedback" ->
          new ClientFrame.Feedback(
              new TurnId(fields.required("turn")),
              up(fields.required("rating")),
              fields.text("comment", LONGEST_COMMENT));
      case "handoff" -> new ClientFrame.Handoff(fields.text("reason", LONGEST_COMMENT));
      case "ping" -> new ClientFrame.Ping(fields.echo("n"));
      default ->
          throw new IllegalArgumentException(
              "type: "
                  + Fields.shown(type)
                  + " (expected: hello, ask, partial, cancel, feedback, handoff or ping)");
    };
  }

  private static ClientFrame hello(Fields fields) {
    String conversation = fields.text("conversation");
    String secret = fields.text("secret");
    String turn = fields.text("turn");
    Integer length = fields.length("length");
    Long after = fields.number("after");
    String locale = fields.text("locale");
    return new ClientFrame.Hello(
        conversation == null ? null : new ConversationId(conversation),
        secret == null ? null : new Secret(secret),
        new Reader.Position(
            after == null ? 0 : after,
            turn == null ? null : new TurnId(turn),
            length == null ? 0 : length),
        locale == null || locale.isBlank() ? null : Language.of(locale));
  }

  private static Question question(Fields fields, @Nullable Language locale) {
    return new Question(
        fields.required("id"),
        fields.required("text"),
        filter(fields.object("filter")),
        context(fields.object("context")),
        locale);
  }

  private static Filter filter(@Nullable Fields fields) {
    return fields == null
        ? Filter.NONE
        : new Filter(
            fields.number("min_price"),
            fields.number("max_price"),
            fields.text("brand"),
            fields.text("category"),
            fields.flag("in_stock"));
  }

  private static PageContext context(@Nullable Fields fields) {
    return fields == null
        ? PageContext.NONE
        : new PageContext(
            fields.text("page"),
            fields.text("product"),
            fields.texts("viewed"),
            fields.texts("cart"));
  }

  private static boolean up(String rating) {
    return switch (rating) {
      case "up" -> true;
      case "down" -> false;
      default ->
          throw new IllegalArgumentException(
              "rating: " + Fields.shown(rating) + " (expected: up or down)");
    };
  }

  /** Fields of the right type, or a word on what is wrong. Null counts as absent. */
  private record Fields(JsonObject json) {
    private static final int LONGEST_TEXT = 65_536;
    private static final int LONGEST_LIST = 100;
    private static final int SHOWN = 40;

    @Nullable Object value(String name) {
      return json.getValue(name);
    }

    /** A value to be sent back; numbers that JSON cannot write are refused. */
    @Nullable Object echo(String name) {
      Object value = value(name);
      if (value instanceof Double number && !Double.isFinite(number)) {
        throw wrong(name, value, "a number a double can hold");
      }
      return value;
    }

    String required(String name) {
      String text = text(name);
      if (text == null) {
        throw new IllegalArgumentException(name + ": missing (expected: a string)");
      }
      return text;
    }

    @Nullable String text(String name) {
      return text(name, LONGEST_TEXT);
    }

    @Nullable String text(String name, int longest) {
      Object value = value(name);
      if (value == null) {
        return null;
      }
      if (!(value instanceof String text) || text.length() > longest) {
        throw wrong(name, value, "a string of at most " + longest + " characters");
      }
      return text;
    }

    @Nullable Long number(String name) {
      Object value = value(name);
      if (value == null) {
        return null;
      }
      if (!(value instanceof Integer || value instanceof Long)
          || ((Number) value).longValue() < 0) {
        throw wrong(name, value, "a whole number, 0 or more");
      }
      return ((Number) value).longValue();
    }

    @Nullable Integer length(String name) {
      Long number = number(name);
      return number == null ? null : (int) Math.min(Integer.MAX_VALUE, number);
    }

    @Nullable Boolean flag(String name) {
      Object value = value(name);
      if (value != null && !(value instanceof Boolean)) {
        throw wrong(name, value, "true or false");
      }
      return (Boolean) value;
    }

    @Nullable Fields object(String name) {
      Object value = value(name);
      if (value == null) {
        return null;
      }
      if (!(value instanceof JsonObject object)) {
        throw wrong(name, value, "an object");
      }
      return new Fields(object);
    }

    List<String> texts(String name) {
      Object value = value(name);
      if (value == null) {
        return List.of();
      }
      if (!(value instanceof JsonArray array)
          || array.size() > LONGEST_LIST
          || !array.stream().allMatch(String.class::isInstance)) {
        throw wrong(name, value, "at most " + LONGEST_LIST + " strings");
      }
      return array.stream().map(String.class::cast).toList();
    }

    private static IllegalArgumentException wrong(String name, Object value, String expected) {
      return new IllegalArgumentException(
          name + ": " + shown(String.valueOf(value)) + " (expected: " + expected + ")");
    }

    static String shown(String value) {
      return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
  }
}
