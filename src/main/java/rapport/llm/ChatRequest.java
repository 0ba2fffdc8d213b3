package rapport.llm;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import rapport.chat.Sampling;
import rapport.prompt.Prompt;

/** The body of a request for a streamed completion. */
final class ChatRequest {
  private ChatRequest() {}

  static Buffer of(Prompt prompt, OpenAiSettings settings) {
    JsonObject body =
        new JsonObject()
            .put("model", settings.model())
            .put("messages", messages(prompt))
            .put("stream", true)
            .put("stream_options", new JsonObject().put("include_usage", true))
            .put("max_tokens", maxTokens(prompt.sampling(), settings));
    body.mergeIn(prompt.tools().options());
    Double temperature = prompt.sampling().temperature();
    if (temperature != null) {
      body.put("temperature", temperature);
    }
    // By way of a string, which makes '?' of a lone surrogate where the byte encoder throws.
    return Buffer.buffer(body.encode());
  }

  private static int maxTokens(Sampling sampling, OpenAiSettings settings) {
    Integer wanted = sampling.maxTokens();
    return wanted == null ? settings.maxTokens() : Math.min(wanted, settings.maxTokens());
  }

  private static JsonArray messages(Prompt prompt) {
    JsonArray messages = new JsonArray();
    for (Prompt.Message message : prompt.messages()) {
      messages.add(
          new JsonObject()
              .put("role", message.role().name().toLowerCase(Locale.ROOT))
              .put("content", message.content()));
    }
    messages.addAll(prompt.tools().since());
    return messages;
  }
}
