package rapport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.openai.Http.body;
import static rapport.openai.Http.choice;
import static rapport.openai.Http.chunks;
import static rapport.openai.Http.message;
import static rapport.openai.Http.post;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.Sse;
import rapport.testing.TestGateway;

/** Tools of a client's, between it and the model. */
@Timeout(120)
class ToolsTest {
  /** Nothing in the catalogue is about it: only a tool can answer. */
  private static final String QUESTION = "zxqv plimth?";

  private static final String FIRST =
      "[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"order\",\"arguments\":\"\"},\"x\":1.50}]";

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    model.always(calling("tool_calls"));
    gateway =
        TestGateway.help(
            Map.of(
                "RAPPORT_LLM_PROVIDER",
                "openai",
                "RAPPORT_LLM_URL",
                model.url().toString(),
                "RAPPORT_LLM_MODEL",
                "scripted",
                "RAPPORT_LLM_RETRIES",
                "0",
                "RAPPORT_LLM_LAST_RESORT",
                "none"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  /** A word, then two calls, one of them in pieces. */
  static Script calling(String reason) {
    Buffer all =
        Sse.role()
            .appendBuffer(Sse.chunk("Wait. "))
            .appendBuffer(delta(FIRST))
            .appendBuffer(delta("[{\"index\":0,\"function\":{\"arguments\":\"{\\\"no\\\": \"}}]"))
            .appendBuffer(delta("[{\"index\":0,\"function\":{\"arguments\":\"\\\"今7\\\"}\"}}]"))
            .appendBuffer(
                delta(
                    "[{\"index\":1,\"id\":\"call_2\",\"type\":\"function\",\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]"))
            .appendBuffer(Sse.finish(reason))
            .appendBuffer(Sse.usage(5, 2))
            .appendBuffer(Sse.done());
    return Script.raw(all.getBytes());
  }

  private static Buffer delta(String calls) {
    return Sse.data("{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":" + calls + "}}]}");
  }

  private static JsonObject asking() {
    return body(message("user", QUESTION))
        .put("tools", tools())
        .put("tool_choice", "auto")
        .put("parallel_tool_calls", false);
  }

  static JsonArray tools() {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("type", "function")
                .put(
                    "function",
                    new JsonObject()
                        .put("name", "order")
                        .put("strict", true)
                        .put(
                            "parameters",
                            new JsonObject()
                                .put("type", "object")
                                .put(
                                    "properties",
                                    new JsonObject()
                                        .put("no", new JsonObject().put("type", "string"))))));
  }

  private static JsonArray wholeCalls() {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("id", "call_1")
                .put("type", "function")
                .put(
                    "function",
                    new JsonObject().put("name", "order").put("arguments", "{\"no\": \"今7\"}"))
                .put("x", 1.5))
        .add(
            new JsonObject()
                .put("id", "call_2")
                .put("type", "function")
                .put("function", new JsonObject().put("name", "now").put("arguments", "{}")));
  }

  @Test
  void toolsAndWhatChoosesAmongThem_reachTheModelAsTheyCame() {
    post(gateway, asking());
    JsonObject asked = model.lastRequest().body();
    assertThat(asked.getJsonArray("tools")).isEqualTo(tools());
    assertThat(asked.getString("tool_choice")).isEqualTo("auto");
    assertThat(asked.getBoolean("parallel_tool_calls")).isFalse();
  }

  @Test
  void streamedCalls_comeAsTheyCame_andEndInToolCalls() {
    // Some servers give another reason.
    for (String reason : List.of("tool_calls", "stop")) {
      model.next(calling(reason));
      var response = post(gateway, asking().put("stream", true));
      assertThat(response.body()).contains("\"delta\":{\"tool_calls\":" + FIRST + "}");
      List<JsonObject> chunks = chunks(response);
      assertThat(Http.words(chunks)).isEqualTo("Wait. ");
      ToolCalls calls = new ToolCalls();
      chunks.stream()
          .map(chunk -> choice(chunk).getJsonObject("delta").getJsonArray("tool_calls"))
          .filter(pieces -> pieces != null)
          .forEach(calls::add);
      assertThat(calls.joined()).isEqualTo(wholeCalls());
      assertThat(choice(chunks.getLast()).getString("finish_reason")).isEqualTo("tool_calls");
    }
  }

  @Test
  void plainAnswer_hasTheCallsWhole() {
    JsonObject completion = new JsonObject(post(gateway, asking()).body());
    assertThat(choice(completion).getString("finish_reason")).isEqualTo("tool_calls");
    JsonObject message = choice(completion).getJsonObject("message");
    assertThat(message.getString("content")).isEqualTo("Wait. ");
    assertThat(message.getJsonArray("tool_calls")).isEqualTo(wholeCalls());
  }

  @Test
  void callsWithoutWords_areAnAnswer_andWhatCameOfThemReachesTheModel() {
    Buffer call = delta(FIRST).appendBuffer(Sse.finish("tool_calls")).appendBuffer(Sse.done());
    model.next(Script.raw(call.getBytes()), Script.words("It", "comes."));
    JsonObject first = new JsonObject(post(gateway, asking().put("user", "dora")).body());
    JsonObject called = choice(first).getJsonObject("message");
    assertThat(called.getValue("content")).isNull();
    JsonObject result = message("tool", "on its way").put("tool_call_id", "call_1");
    JsonObject again =
        body(message("user", QUESTION), called, result).put("tools", tools()).put("user", "dora");
    JsonObject second = new JsonObject(post(gateway, again).body());
    assertThat(choice(second).getJsonObject("message").getString("content")).isEqualTo("It comes.");
    assertThat(choice(second).getString("finish_reason")).isEqualTo("stop");
    JsonArray messages = model.lastRequest().body().getJsonArray("messages");
    assertThat(messages.getJsonObject(messages.size() - 3).getString("content"))
        .isEqualTo(QUESTION);
    assertThat(messages.getJsonObject(messages.size() - 2)).isEqualTo(called);
    assertThat(messages.getJsonObject(messages.size() - 1)).isEqualTo(result);
  }

  @Test
  void callsNobodyOffered_areNotHeard() {
    JsonObject completion =
        new JsonObject(post(gateway, body(message("user", "How much does shipping cost?"))).body());
    assertThat(choice(completion).getString("finish_reason")).isEqualTo("stop");
    assertThat(choice(completion).getJsonObject("message").containsKey("tool_calls")).isFalse();
  }

  @Test
  void vercelsSdk_callsItsToolAndAsksAgain() {
    OpenAiClient client = OpenAiClient.of(gateway.url("/v1"));
    Buffer call =
        delta(FIRST)
            .appendBuffer(
                delta("[{\"index\":0,\"function\":{\"arguments\":\"{\\\"no\\\":\\\"7\\\"}\"}}]"))
            .appendBuffer(Sse.finish("tool_calls"))
            .appendBuffer(Sse.done());
    model.next(Script.raw(call.getBytes()), Script.words("It", "comes."));
    JsonObject heard = client.vercel("tools", "none", QUESTION, "ai-tools");
    assertThat(heard.getInteger("steps")).as(heard.encode()).isEqualTo(2);
    assertThat(heard.getJsonArray("parts")).contains("tool-call", "tool-result");
    assertThat(heard.getString("text")).isEqualTo("It comes.");
    JsonArray messages = model.lastRequest().body().getJsonArray("messages");
    assertThat(messages.getJsonObject(messages.size() - 1).getString("content"))
        .isEqualTo("order 7 is on its way");
  }

  @Test
  void langChain4j_isGivenTheCallsOfTheModel() {
    LangChainClient client = LangChainClient.of(gateway.url("/v1"));
    JsonObject asked = client.run("tools", "none", QUESTION, "java-tools");
    assertThat(asked.getString("finish")).as(asked.encode()).isEqualTo("TOOL_EXECUTION");
    assertThat(asked.getJsonArray("calls")).containsExactly("order {\"no\": \"今7\"}", "now {}");
  }

  @Test
  void callsPassThroughAGatewayBehindAGateway() {
    Map<String, String> settings =
        Map.of(
            "RAPPORT_LLM_PROVIDER",
            "openai",
            "RAPPORT_LLM_URL",
            gateway.url("/v1"),
            "RAPPORT_LLM_MODEL",
            "rapport");
    try (TestGateway front = TestGateway.on(gateway.databaseUrl(), settings)) {
      JsonObject completion = new JsonObject(post(front, asking()).body());
      assertThat(choice(completion).getJsonObject("message").getJsonArray("tool_calls"))
          .isEqualTo(wholeCalls());
      assertThat(model.lastRequest().body().getJsonArray("tools")).isEqualTo(tools());
    }
  }
}
