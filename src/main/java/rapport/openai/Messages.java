package rapport.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import rapport.chat.Exchange;
import rapport.chat.Question;
import rapport.chat.Texts;

/**
 * What a client's list of messages says: the last message of the user is the question; those before
 * it, with what was answered, are the conversation so far; those of the system and of the developer
 * are instructions, wherever they stand.
 */
final class Messages {
  /** All of them together, in characters. */
  static final int LONGEST_INSTRUCTIONS = 8_000;

  /** What is remembered of one earlier message, in characters. */
  private static final int LONGEST_REMEMBERED = 8_000;

  private final StringJoiner instructions = new StringJoiner("\n\n");
  private final List<Exchange> before = new ArrayList<>();
  private final JsonArray since = new JsonArray();
  private @Nullable String asked;
  private @Nullable String question;

  private Messages() {}

  /**
   * Reads them.
   *
   * @throws BadField that names the message
   */
  static Messages read(@Nullable JsonArray list) {
    if (list == null || list.isEmpty()) {
      throw new BadField("messages", "missing", "at least one message");
    }
    Messages messages = new Messages();
    int last = lastOfUser(list);
    for (int i = 0; i < list.size(); i++) {
      messages.add(i, message(list, i), i == last);
    }
    if (messages.instructions.length() > LONGEST_INSTRUCTIONS) {
      throw new BadField(
          "messages",
          messages.instructions.length() + " characters of instructions",
          "at most " + LONGEST_INSTRUCTIONS + " in system and developer messages");
    }
    return messages;
  }

  private static int lastOfUser(JsonArray list) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if ("user".equals(message(list, i).text("role"))) {
        return i;
      }
    }
    throw new BadField("messages", "none of the user's", "a message with the role user");
  }

  private static Fields message(JsonArray list, int i) {
    Object message = list.getValue(i);
    String path = "messages[" + i + "]";
    if (!(message instanceof JsonObject json)) {
      throw new BadField(path, Fields.shown(String.valueOf(message)), "an object");
    }
    return new Fields(json, path + ".");
  }

  private void add(int i, Fields message, boolean isTheQuestion) {
    String role = message.text("role");
    switch (role == null ? "" : role) {
      case "system", "developer" -> instructions.add(content(message, true));
      case "user" -> {
        String text = content(message, true);
        asked = text;
        if (isTheQuestion) {
          question = checked(i, text);
        }
      }
      case "assistant" -> {
        answered(content(message, false));
        keep(message);
      }
      case "tool" -> keep(message);
      case "function" -> {}
      default ->
          throw new BadField(
              "messages[" + i + "].role",
              role == null ? "missing" : Fields.shown(role),
              "system, developer, user, assistant or tool");
    }
  }

  private static String checked(int i, String text) {
    String storable = Texts.storable(text);
    if (storable.isBlank() || storable.length() > Question.LONGEST_TEXT) {
      throw new BadField(
          "messages[" + i + "].content",
          storable.length() + " characters",
          "1 to " + Question.LONGEST_TEXT + ", not blank");
    }
    return storable;
  }

  /** What came of a question, calls of tools and what they said, belongs to it. */
  private void keep(Fields message) {
    if (question != null) {
      since.add(message.json());
    }
  }

  /** What nobody asked for, or came after the question, was not answered to anything. */
  private void answered(String answer) {
    String to = asked;
    if (to == null || question != null || to.isBlank() || answer.isBlank()) {
      return;
    }
    before.add(new Exchange(cut(to, Question.LONGEST_TEXT), cut(answer, LONGEST_REMEMBERED), null));
    asked = null;
  }

  private static String cut(String text, int longest) {
    String storable = Texts.storable(text);
    return storable.substring(0, Texts.cut(storable, longest));
  }

  /** A text, or the text parts of a list joined. */
  private static String content(Fields message, boolean wanted) {
    Object content = message.json().getValue("content");
    return switch (content) {
      case String text -> text;
      case JsonArray parts -> joined(parts, message.path() + "content");
      case null -> {
        if (wanted) {
          throw new BadField(message.path() + "content", "missing", "text");
        }
        yield "";
      }
      default ->
          throw new BadField(
              message.path() + "content", Fields.shown(content), "a string or text parts");
    };
  }

  private static String joined(JsonArray parts, String path) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = path + "[" + i + "]";
      if (!(parts.getValue(i) instanceof JsonObject json)) {
        throw new BadField(part, "no part", "an object with type and text");
      }
      text.append(text(new Fields(json, part + ".")));
    }
    return text.toString();
  }

  private static String text(Fields part) {
    String type = part.text("type");
    if ("refusal".equals(type)) {
      return "";
    }
    if (!"text".equals(type)) {
      throw new BadField(
          part.path() + "type", type == null ? "missing" : Fields.shown(type), "text");
    }
    String text = part.text("text");
    if (text == null) {
      throw new BadField(part.path() + "text", "missing", "a string");
    }
    return text;
  }

  String question() {
    if (question == null) {
      throw new IllegalStateException("read() finds one or fails");
    }
    return question;
  }

  /** Empty: there are none. */
  String instructions() {
    return instructions.toString().strip();
  }

  /** The messages after the question, as they are. */
  JsonArray since() {
    return since;
  }

  /** Oldest first. */
  List<Exchange> before() {
    return before;
  }
}
