package rapport.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import rapport.chat.Entry.Answered;
import rapport.chat.Finish;
import rapport.chat.JsonText;
import rapport.chat.RecordJson;
import rapport.chat.Sources;
import rapport.chat.TurnId;
import rapport.chat.Usage;

/**
 * The JSON of one completion, whole or in chunks. All its chunks have the same id and time.
 *
 * @param created in seconds since 1970
 * @param withUsage whether chunks have a usage, which is null in all but the last
 */
record CompletionJson(TurnId turn, long created, boolean withUsage) {
  /** The first chunk: who speaks, and no words. */
  JsonObject role() {
    return chunk(new JsonObject().put("role", "assistant").put("content", ""), null);
  }

  /** Everything of a chunk of words up to the words. {@link #wordsTail} follows them. */
  String wordsHead() {
    return "{\"id\":\"%s\",\"object\":\"chat.completion.chunk\",\"created\":%d,\"model\":\"%s\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        .formatted(id(), created, CompletionRequest.MODEL);
  }

  String wordsTail() {
    return withUsage
        ? "\"},\"finish_reason\":null}],\"usage\":null}"
        : "\"},\"finish_reason\":null}]}";
  }

  /** {@code words} as a string in JSON, without its quotation marks. */
  static StringBuilder escaped(String words, StringBuilder json) {
    JsonText.escape(words, json);
    return json;
  }

  /**
   * A chunk of calls of tools.
   *
   * @param json a {@code tool_calls} array, passed on as it is
   */
  String calls(String json) {
    String empty = chunk(new JsonObject().put("tool_calls", new JsonArray()), null).encode();
    return empty.replace("\"tool_calls\":[]", "\"tool_calls\":" + json);
  }

  /** The last chunk of the answer, with what it stands on. */
  JsonObject finish(Answered answer, @Nullable Sources sources) {
    return withSources(chunk(new JsonObject(), reason(answer.finish())), sources);
  }

  JsonObject usage(Usage usage) {
    return envelope("chat.completion.chunk")
        .put("choices", new JsonArray())
        .put("usage", json(usage));
  }

  /** The completion in one. */
  JsonObject whole(Answered answer, JsonArray calls, @Nullable Sources sources) {
    JsonObject message =
        new JsonObject()
            .put("role", "assistant")
            .put("content", answer.text().isEmpty() && !calls.isEmpty() ? null : answer.text())
            .putNull("refusal");
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls);
    }
    JsonObject choice =
        new JsonObject()
            .put("index", 0)
            .put("message", message)
            .putNull("logprobs")
            .put("finish_reason", reason(answer.finish()));
    JsonObject json =
        envelope("chat.completion")
            .put("choices", new JsonArray().add(choice))
            .put("usage", json(answer.usage()));
    return withSources(json, sources);
  }

  private JsonObject chunk(JsonObject delta, @Nullable String reason) {
    JsonObject choice =
        new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", reason);
    JsonObject json = envelope("chat.completion.chunk").put("choices", new JsonArray().add(choice));
    return withUsage ? json.putNull("usage") : json;
  }

  private JsonObject envelope(String object) {
    return new JsonObject()
        .put("id", id())
        .put("object", object)
        .put("created", created)
        .put("model", CompletionRequest.MODEL);
  }

  /** Whoever has the turn's id finds its receipt. */
  private String id() {
    return "chatcmpl-" + turn.value();
  }

  private static JsonObject withSources(JsonObject json, @Nullable Sources sources) {
    return sources == null
        ? json
        : json.put("sources", RecordJson.sources(new JsonObject(), sources));
  }

  private static String reason(Finish finish) {
    return switch (finish) {
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      default -> "stop";
    };
  }

  private static JsonObject json(Usage usage) {
    return new JsonObject()
        .put("prompt_tokens", usage.inputTokens())
        .put("completion_tokens", usage.outputTokens())
        .put("total_tokens", usage.inputTokens() + usage.outputTokens());
  }
}
