package rapport.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Functions of the client's that a model may ask for, in OpenAI's words. They are passed on as they
 * came; only the client knows what they do.
 *
 * @param options {@code tools} and what says how to choose among them
 * @param since what was called for this question and what came of it: messages in their order
 */
public record Tools(JsonObject options, JsonArray since) {
  public static final Tools NONE = new Tools(new JsonObject(), new JsonArray());

  /** Characters of a token of JSON, roughly. */
  private static final int CHARACTERS = 4;

  public boolean areNone() {
    return options.isEmpty() && since.isEmpty();
  }

  /** About how much of a prompt they take: they are long, and counting them exactly is slow. */
  public int tokens() {
    return areNone() ? 0 : (options.encode().length() + since.encode().length()) / CHARACTERS;
  }
}
