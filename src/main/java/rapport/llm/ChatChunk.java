package rapport.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import rapport.chat.Finish;
import rapport.chat.Usage;

/**
 * What one {@code chat.completion.chunk} holds for us. Read token by token, no tree: this runs for
 * every word of every answer. What is unknown, null or of another type than expected is passed
 * over; only what is no JSON object fails.
 */
final class ChatChunk {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final JsonParser json;
  private final byte[] bytes;
  private final int offset;
  private @Nullable String content;
  private @Nullable String calls;
  private @Nullable Finish finish;
  private @Nullable Usage usage;
  private @Nullable String error;
  private int inputTokens;
  private int outputTokens;
  private int choices;
  private int index;
  private int contentStart;
  private int contentEnd;

  private ChatChunk(JsonParser json, byte[] bytes, int offset) {
    this.json = json;
    this.bytes = bytes;
    this.offset = offset;
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is no JSON object
   */
  static ChatChunk read(byte[] bytes, int offset, int length) throws IOException {
    try (JsonParser json = JSON.createParser(bytes, offset, length)) {
      ChatChunk chunk = new ChatChunk(json, bytes, offset);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(json, "a chunk is a JSON object");
      }
      chunk.object(chunk::chunkField);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "a chunk is one JSON object");
      }
      return chunk;
    }
  }

  /** The next words, possibly empty. */
  @Nullable String content() {
    return content;
  }

  /** Whether all that it says is in {@link #content}. */
  boolean isWordsAlone() {
    return content != null && calls == null && finish == null && usage == null && error == null;
  }

  /** Where the content's own bytes begin, in the array that was read. */
  int contentStart() {
    return contentStart;
  }

  /** Where its closing quote is. */
  int contentEnd() {
    return contentEnd;
  }

  /** A {@code tool_calls} array that is not empty, exactly as it came. */
  @Nullable String calls() {
    return calls;
  }

  /** Why the model ended, in the last chunk of a choice. */
  @Nullable Finish finish() {
    return finish;
  }

  @Nullable Usage usage() {
    return usage;
  }

  /** What the server says went wrong, when this is an error and not a chunk. */
  @Nullable String error() {
    return error;
  }

  private void chunkField(String name) throws IOException {
    switch (name) {
      case "choices" -> array(this::choice);
      case "usage" -> readUsage();
      case "error" -> readError();
      default -> {}
    }
  }

  /** One answer was asked for, so choice 0 is the answer; some do not say its number. */
  private void choice() throws IOException {
    if (choices++ == 0) {
      object(this::choiceField);
      if (index != 0) {
        content = null;
        calls = null;
        finish = null;
      }
    }
  }

  private void choiceField(String name) throws IOException {
    switch (name) {
      case "delta" -> object(this::deltaField);
      case "index" -> index = count();
      case "finish_reason" -> readFinish();
      default -> {}
    }
  }

  private void deltaField(String name) throws IOException {
    switch (name) {
      case "content" -> readContent();
      case "tool_calls" -> readCalls();
      default -> {}
    }
  }

  private void readContent() throws IOException {
    int quote = (int) json.currentTokenLocation().getByteOffset();
    content = stringOrNull();
    contentStart = offset + quote + 1;
    contentEnd = offset + (int) json.currentLocation().getByteOffset() - 1;
  }

  private void readCalls() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    int start = (int) json.currentTokenLocation().getByteOffset();
    boolean empty = json.nextToken() == JsonToken.END_ARRAY;
    while (json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
    int end = (int) json.currentLocation().getByteOffset();
    calls = empty ? null : new String(bytes, offset + start, end - start, UTF_8);
  }

  private void readUsage() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      object(this::usageField);
      usage = new Usage(inputTokens, outputTokens);
    }
  }

  private void usageField(String name) throws IOException {
    switch (name) {
      case "prompt_tokens" -> inputTokens = count();
      case "completion_tokens" -> outputTokens = count();
      default -> {}
    }
  }

  private void readError() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      error = "";
      object(this::errorField);
    } else {
      error = stringOrNull();
    }
  }

  private void errorField(String name) throws IOException {
    switch (name) {
      case "message", "type", "code" -> error = error + " " + name + "=" + json.getValueAsString();
      default -> {}
    }
  }

  private void readFinish() throws IOException {
    String reason = stringOrNull();
    if ("error".equals(reason)) {
      error = " finish_reason=error";
    } else {
      finish = finishOf(reason);
    }
  }

  private static @Nullable Finish finishOf(@Nullable String reason) {
    if (reason == null || reason.isEmpty()) {
      return null;
    }
    return switch (reason) {
      case "length" -> Finish.LENGTH;
      case "tool_calls" -> Finish.TOOL_CALLS;
      default -> Finish.STOP;
    };
  }

  private @Nullable String stringOrNull() throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
  }

  private int count() throws IOException {
    return json.currentToken().isNumeric() ? Math.max(0, (int) json.getDoubleValue()) : 0;
  }

  private interface FieldReader {
    void read(String name) throws IOException;
  }

  private interface ElementReader {
    void read() throws IOException;
  }

  /** Gives each field's name to {@code reader}, standing at its value; skips what it leaves. */
  private void object(FieldReader reader) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      reader.read(name);
      json.skipChildren();
    }
  }

  private void array(ElementReader reader) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      reader.read();
      json.skipChildren();
    }
  }
}
