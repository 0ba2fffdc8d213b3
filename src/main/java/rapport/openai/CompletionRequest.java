package rapport.openai;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Brief;
import rapport.chat.Filter;
import rapport.chat.PageContext;
import rapport.chat.Question;
import rapport.chat.Sampling;
import rapport.chat.StrictJson;
import rapport.chat.Tools;
import rapport.chat.TurnId;
import rapport.fault.Fault;

/**
 * The body of {@code POST /v1/chat/completions}, as far as it is of use here; other fields are
 * passed over.
 *
 * @param conversation what the client calls the conversation, or null: it has no name
 * @param streamed whether the answer is to come as events
 * @param withUsage whether these end with what was used
 */
record CompletionRequest(
    Question question, @Nullable String conversation, boolean streamed, boolean withUsage) {
  /** The one there is. */
  static final String MODEL = "rapport";

  private static final List<String> OF_TOOLS =
      List.of("tools", "tool_choice", "parallel_tool_calls");

  private static final int LONGEST_NAME = 512;

  /**
   * Reads one.
   *
   * @param header what the header that names conversations says, or null
   * @param toolsHeard whether there is a model that can ask for tools
   * @throws BadField when a field cannot be taken
   */
  static CompletionRequest read(Buffer body, @Nullable String header, boolean toolsHeard) {
    JsonObject json = StrictJson.object(body.toString(StandardCharsets.UTF_8));
    if (json == null) {
      throw new BadField("body", "not a JSON object", "the JSON of a chat completion");
    }
    Fields fields = new Fields(json, "");
    requireOurs(fields);
    Messages messages = Messages.read(fields.array("messages"));
    Brief brief =
        new Brief(
            messages.instructions(),
            messages.before(),
            sampling(fields),
            tools(fields, messages, toolsHeard));
    Fields options = fields.object("stream_options");
    return new CompletionRequest(
        new Question(
            TurnId.random().value(),
            messages.question(),
            Filter.NONE,
            PageContext.NONE,
            null,
            brief),
        conversation(fields, header),
        fields.flag("stream"),
        options != null && options.flag("include_usage"));
  }

  /** What we cannot do and a client would wait for in vain. */
  private static void requireOurs(Fields fields) {
    String model = fields.text("model");
    if (model != null && !model.isEmpty() && !model.equals(MODEL)) {
      throw new BadField(
          Fault.NOT_FOUND, "model", Fields.shown(model) + " is not there (expected: rapport)");
    }
    Integer answers = fields.count("n");
    if (answers != null && answers > 1) {
      throw new BadField("n", answers.toString(), "1");
    }
    JsonArray functions = fields.array("functions");
    if (functions != null && !functions.isEmpty()) {
      throw new BadField("functions", functions.size() + " given", "tools instead");
    }
  }

  private static Tools tools(Fields fields, Messages messages, boolean heard) {
    JsonArray tools = fields.array("tools");
    int given = tools == null ? 0 : tools.size();
    if (!heard) {
      if (given == 0 || "none".equals(fields.json().getValue("tool_choice"))) {
        return Tools.NONE;
      }
      throw new BadField(
          "tools", given + " given", "none: this gateway has no model that could call them");
    }
    JsonObject options = new JsonObject();
    for (String name : OF_TOOLS) {
      if (given > 0 && fields.json().getValue(name) != null) {
        options.put(name, fields.json().getValue(name));
      }
    }
    return new Tools(options, messages.since());
  }

  private static Sampling sampling(Fields fields) {
    Integer newer = fields.count("max_completion_tokens");
    Double temperature = fields.number("temperature");
    if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
      throw new BadField("temperature", temperature.toString(), "0 to 2");
    }
    return new Sampling(newer == null ? fields.count("max_tokens") : newer, temperature);
  }

  /** The most particular name there is: a header, the conversation's, the call's, the user's. */
  private static @Nullable String conversation(Fields fields, @Nullable String header) {
    if (header != null && !header.isBlank()) {
      return new Fields(new JsonObject().put(Headers.CONVERSATION, header), "")
          .name(Headers.CONVERSATION, LONGEST_NAME);
    }
    String name = name(fields.object("metadata"), "conversation");
    name = name == null ? name(fields.object("metadata"), "session_id") : name;
    name = name == null ? name(call(fields), "id") : name;
    return name == null ? fields.name("user", LONGEST_NAME) : name;
  }

  /** Voice platforms tell of their call in a field that OpenAI does not have. */
  private static @Nullable Fields call(Fields fields) {
    return fields.json().getValue("call") instanceof JsonObject ? fields.object("call") : null;
  }

  private static @Nullable String name(@Nullable Fields fields, String name) {
    return fields == null ? null : fields.name(name, LONGEST_NAME);
  }
}
