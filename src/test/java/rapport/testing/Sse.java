package rapport.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The events of a streamed completion, as servers write them. */
public final class Sse {
  private Sse() {}

  public static Buffer data(String data) {
    return Buffer.buffer("data: " + data + "\n\n");
  }

  /** A piece of the answer. */
  public static Buffer chunk(String content) {
    return data(delta(new JsonObject().put("content", content), null).encode());
  }

  /** The first event of most servers: who speaks, and no words. */
  public static Buffer role() {
    return data(delta(new JsonObject().put("role", "assistant").put("content", ""), null).encode());
  }

  public static Buffer finish(String reason) {
    return data(delta(new JsonObject(), reason).encode());
  }

  public static Buffer usage(int inputTokens, int outputTokens) {
    JsonObject usage =
        new JsonObject()
            .put("prompt_tokens", inputTokens)
            .put("completion_tokens", outputTokens)
            .put("total_tokens", inputTokens + outputTokens);
    return data(envelope().put("choices", new JsonArray()).put("usage", usage).encode());
  }

  public static Buffer done() {
    return data("[DONE]");
  }

  public static Buffer comment() {
    return Buffer.buffer(": keep-alive\n\n");
  }

  public static JsonObject error(String message) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject().put("message", message).put("type", "server_error").putNull("code"));
  }

  private static JsonObject delta(JsonObject delta, String finishReason) {
    JsonObject choice =
        new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finishReason);
    return envelope().put("choices", new JsonArray().add(choice)).putNull("usage");
  }

  private static JsonObject envelope() {
    return new JsonObject()
        .put("id", "chatcmpl-1")
        .put("object", "chat.completion.chunk")
        .put("created", 1)
        .put("model", "scripted");
  }
}
