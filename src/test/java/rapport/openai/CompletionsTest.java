package rapport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.openai.Http.asking;
import static rapport.openai.Http.body;
import static rapport.openai.Http.choice;
import static rapport.openai.Http.chunks;
import static rapport.openai.Http.error;
import static rapport.openai.Http.events;
import static rapport.openai.Http.get;
import static rapport.openai.Http.message;
import static rapport.openai.Http.post;
import static rapport.openai.Http.words;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.pass;
import static rapport.testing.Waiting.untilSeen;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.testing.Management;
import rapport.testing.Metrics;
import rapport.testing.RawSocket;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.ServedRequest;
import rapport.testing.Sse;
import rapport.testing.TestGateway;

/** Chat completions as any HTTP client sees them, and as OpenAI's own client does. */
@Timeout(120)
class CompletionsTest {
  private static final String KEY = "sk-shop";
  private static final String[] AUTHORIZED = {"Authorization", "Bearer " + KEY};
  private static final String ADMIN = "correct horse battery staple";
  private static final String QUESTION = "How much does shipping cost?";

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    model.always(Script.words("Shipping", "is", "\"free\"\n", "今天."));
    gateway = TestGateway.help(ofModel());
  }

  private static Map<String, String> ofModel() {
    Map<String, String> settings = new HashMap<>();
    settings.put("RAPPORT_API_KEYS", "sk-other," + KEY);
    settings.put("RAPPORT_ADMIN_TOKEN", ADMIN);
    settings.put("RAPPORT_CHAT_HEARTBEAT", "1s");
    settings.put("RAPPORT_CHAT_STALL_TIMEOUT", "1s");
    settings.put("RAPPORT_LLM_PROVIDER", "openai");
    settings.put("RAPPORT_LLM_URL", model.url().toString());
    settings.put("RAPPORT_LLM_MODEL", "scripted");
    settings.put("RAPPORT_LLM_MAX_TOKENS", "300");
    settings.put("RAPPORT_LLM_RETRIES", "0");
    settings.put("RAPPORT_LLM_LAST_RESORT", "none");
    return settings;
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  @Test
  void plainAnswer_isACompletionWithUsageAndSources() {
    HttpResponse<String> response = post(gateway, asking(QUESTION), AUTHORIZED);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonObject completion = new JsonObject(response.body());
    assertThat(completion.getString("object")).isEqualTo("chat.completion");
    assertThat(completion.getString("model")).isEqualTo("rapport");
    assertThat(completion.getString("id")).startsWith("chatcmpl-");
    assertThat(choice(completion).getString("finish_reason")).isEqualTo("stop");
    assertThat(choice(completion).getJsonObject("message").getString("role"))
        .isEqualTo("assistant");
    assertThat(choice(completion).getJsonObject("message").getString("content"))
        .isEqualTo("Shipping is \"free\"\n 今天.");
    assertThat(completion.getJsonObject("usage"))
        .isEqualTo(
            new JsonObject()
                .put("prompt_tokens", 7)
                .put("completion_tokens", 4)
                .put("total_tokens", 11));
    assertThat(completion.getJsonObject("sources").getJsonArray("faqs")).isNotEmpty();
    assertThat(response.headers().firstValue("x-request-id").orElseThrow()).startsWith("req_");
  }

  @Test
  void streamedAnswer_isRoleWordsFinishAndDone_whateverAcceptSays() {
    HttpResponse<String> response =
        post(
            gateway,
            asking(QUESTION).put("stream", true),
            "Authorization",
            "Bearer " + KEY,
            "Accept",
            "application/json");
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(events(response)).last().isEqualTo("[DONE]");
    List<JsonObject> chunks = chunks(response);
    assertThat(choice(chunks.getFirst()).getJsonObject("delta"))
        .isEqualTo(new JsonObject().put("role", "assistant").put("content", ""));
    assertThat(words(chunks)).isEqualTo("Shipping is \"free\"\n 今天.");
    assertThat(choice(chunks.getLast()).getString("finish_reason")).isEqualTo("stop");
    assertThat(chunks.getLast().getJsonObject("sources").getJsonArray("faqs")).isNotEmpty();
    assertThat(chunks).extracting(c -> c.getString("id")).containsOnly(id(chunks));
    assertThat(chunks)
        .extracting(c -> c.getLong("created"))
        .containsOnly(chunks.getFirst().getLong("created"));
    assertThat(chunks).noneMatch(chunk -> chunk.containsKey("usage"));
  }

  private static String id(List<JsonObject> chunks) {
    return chunks.getFirst().getString("id");
  }

  @Test
  void usage_isTheLastChunkWhenAskedFor_andNullBefore() {
    JsonObject options = new JsonObject().put("include_usage", true).put("include_x", 1);
    List<JsonObject> chunks =
        chunks(
            post(
                gateway,
                asking(QUESTION).put("stream", true).put("stream_options", options),
                AUTHORIZED));
    assertThat(chunks).allMatch(chunk -> chunk.containsKey("usage"));
    assertThat(chunks.getLast().getJsonArray("choices")).isEmpty();
    assertThat(chunks.getLast().getJsonObject("usage").getInteger("total_tokens")).isEqualTo(11);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.getValue("usage") == null);
  }

  @Test
  void models_areOne() {
    JsonObject list = new JsonObject(get(gateway, "/v1/models", AUTHORIZED).body());
    assertThat(list.getString("object")).isEqualTo("list");
    assertThat(list.getJsonArray("data")).hasSize(1);
    JsonObject one = new JsonObject(get(gateway, "/v1/models/rapport", AUTHORIZED).body());
    assertThat(list.getJsonArray("data").getJsonObject(0)).isEqualTo(one);
    HttpResponse<String> other = get(gateway, "/v1/models/gpt", AUTHORIZED);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(error(other).getString("code")).isEqualTo("model_not_found");
  }

  @Test
  void stranger_isTurnedAway_inOpenAisShape() {
    for (String[] headers :
        new String[][] {
          {}, {"Authorization", "Bearer sk-sho"}, {"Authorization", "Basic " + KEY}
        }) {
      HttpResponse<String> response = post(gateway, asking(QUESTION), headers);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(error(response).getString("code")).isEqualTo("invalid_api_key");
      assertThat(error(response).getString("type")).isEqualTo("invalid_request_error");
      assertThat(response.headers().firstValue("x-request-id")).isPresent();
      assertThat(get(gateway, "/v1/models", headers).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void wrongMethod_isToldInOpenAisShape() {
    HttpResponse<String> response = get(gateway, "/v1/chat/completions", AUTHORIZED);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("POST");
    assertThat(error(response).getString("message")).isNotBlank();
  }

  static Stream<Arguments> badBodies() {
    JsonObject user = message("user", QUESTION);
    return Stream.of(
        Arguments.of("body", "{"),
        Arguments.of("body", "[]"),
        Arguments.of("messages", "{}"),
        Arguments.of("messages", "{\"messages\":[]}"),
        Arguments.of("messages", "{\"messages\":\"hello\"}"),
        Arguments.of("messages", body(message("system", "x")).encode()),
        Arguments.of("messages[1]", "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},1]}"),
        Arguments.of("messages[0].content", asking(" ").encode()),
        Arguments.of("messages[0].content", asking("x".repeat(4_001)).encode()),
        Arguments.of("messages[0].content", body(message("user", null)).encode()),
        Arguments.of("messages[0].content", body(message("user", 7)).encode()),
        Arguments.of("messages[0].role", body(message("robot", "x"), user).encode()),
        Arguments.of(
            "messages[0].content[1].type",
            body(message(
                    "user",
                    new JsonArray()
                        .add(new JsonObject().put("type", "text").put("text", "x"))
                        .add(new JsonObject().put("type", "image_url"))))
                .encode()),
        Arguments.of("messages", body(message("system", "x".repeat(8_001)), user).encode()),
        Arguments.of("stream", body(user).put("stream", "yes").encode()),
        Arguments.of("max_tokens", body(user).put("max_tokens", 0).encode()),
        Arguments.of(
            "max_completion_tokens", body(user).put("max_completion_tokens", 1.5).encode()),
        Arguments.of("temperature", body(user).put("temperature", 3).encode()),
        Arguments.of("n", body(user).put("n", 2).encode()),
        Arguments.of("user", body(user).put("user", 7).encode()),
        Arguments.of("user", body(user).put("user", "x".repeat(513)).encode()),
        Arguments.of("functions", body(user).put("functions", new JsonArray().add(user)).encode()),
        Arguments.of("tools", body(user).put("tools", "all").encode()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badBodies")
  void badField_isABadRequestThatNamesIt(String field, String body) {
    HttpResponse<String> response = post(gateway, body, AUTHORIZED);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(error(response).getString("param")).isEqualTo(field);
    assertThat(error(response).getString("message")).startsWith(field + ":");
    assertThat(response.headers().firstValue("x-should-retry")).contains("false");
  }

  @Test
  void otherModel_isNotFound() {
    HttpResponse<String> response = post(gateway, asking("x").put("model", "gpt-4"), AUTHORIZED);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(error(response).getString("code")).isEqualTo("model_not_found");
    assertThat(error(response).getString("param")).isEqualTo("model");
  }

  @Test
  void bodyThatIsTooLarge_isToldSo() {
    HttpResponse<String> response =
        post(gateway, asking("x").put("padding", "x".repeat(300_000)), AUTHORIZED);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(error(response).getString("code")).isEqualTo("too_large");
  }

  @Test
  void unknownFields_andNoTools_arePassedOver() {
    JsonObject body =
        asking("x".repeat(4_000))
            .put("tools", new JsonArray())
            .put("call", "no object")
            .put("seed", 1)
            .put("response_format", new JsonObject().put("type", "text"));
    assertThat(post(gateway, body, AUTHORIZED).statusCode()).isEqualTo(200);
  }

  @Test
  void instructionsSamplingAndEarlierMessages_reachTheModel() {
    JsonArray parts =
        new JsonArray()
            .add(new JsonObject().put("type", "text").put("text", "How much does "))
            .add(new JsonObject().put("type", "text").put("text", "shipping cost?"));
    post(
        gateway,
        body(
                message("system", "Speak like a pirate."),
                message("user", "Can I return things?"),
                message("assistant", "Within 30 days."),
                message("developer", "No lists."),
                message("user", parts))
            .put("max_tokens", 50)
            .put("temperature", 0.5),
        AUTHORIZED);
    JsonObject asked = model.lastRequest().body();
    List<JsonObject> messages =
        asked.getJsonArray("messages").stream().map(JsonObject.class::cast).toList();
    assertThat(messages)
        .extracting(m -> m.getString("role"))
        .containsExactly("system", "user", "assistant", "user");
    assertThat(messages.getFirst().getString("content"))
        .contains("FAQS>>>", "Speak like a pirate.\n\nNo lists.\nINSTRUCTIONS>>>");
    assertThat(messages.get(1).getString("content")).isEqualTo("Can I return things?");
    assertThat(messages.get(2).getString("content")).isEqualTo("Within 30 days.");
    assertThat(messages.get(3).getString("content")).isEqualTo(QUESTION);
    assertThat(asked.getInteger("max_tokens")).isEqualTo(50);
    assertThat(asked.getDouble("temperature")).isEqualTo(0.5);
    post(gateway, asking(QUESTION).put("max_completion_tokens", 9_999), AUTHORIZED);
    assertThat(model.lastRequest().body().getInteger("max_tokens")).isEqualTo(300);
    assertThat(model.lastRequest().body().containsKey("temperature")).isFalse();
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("user", new JsonObject().put("user", "alice")),
        Arguments.of(
            "conversation",
            new JsonObject().put("metadata", new JsonObject().put("conversation", "m1"))),
        Arguments.of(
            "session_id",
            new JsonObject().put("metadata", new JsonObject().put("session_id", "s1"))),
        Arguments.of("call", new JsonObject().put("call", new JsonObject().put("id", "call-1"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void namedConversation_remembers_andIsInTheRecord(String name, JsonObject key) {
    HttpResponse<String> first =
        post(gateway, asking("Can I return things?").mergeIn(key), AUTHORIZED);
    post(gateway, asking(QUESTION).mergeIn(key), AUTHORIZED);
    assertThat(questionsAsked()).containsExactly("Can I return things?", QUESTION);
    String conversation = conversation(first);
    post(
        gateway,
        asking("And to Norway, what does shipping cost?"),
        "Authorization",
        "Bearer " + KEY,
        "x-conversation-id",
        conversation);
    assertThat(questionsAsked()).hasSize(3).startsWith("Can I return things?");
    JsonObject record =
        new JsonObject(
            get(gateway, "/v1/conversations/" + conversation, "Authorization", "Bearer " + ADMIN)
                .body());
    assertThat(record.getJsonArray("entries")).hasSize(9);
  }

  @Test
  void unnamedConversation_canBeGoneOnWithByItsId_andOnlyByItsOwner() {
    HttpResponse<String> first = post(gateway, asking("Can I return things?"), AUTHORIZED);
    String[] named = {"Authorization", "Bearer " + KEY, "x-conversation-id", conversation(first)};
    post(gateway, asking(QUESTION), named);
    assertThat(questionsAsked()).containsExactly("Can I return things?", QUESTION);
    named[1] = "Bearer sk-other";
    HttpResponse<String> other = post(gateway, asking(QUESTION), named);
    assertThat(questionsAsked()).containsExactly(QUESTION);
    assertThat(conversation(other)).isNotEqualTo(conversation(first));
    post(gateway, asking("Can I return things?"), AUTHORIZED);
    assertThat(questionsAsked()).containsExactly("Can I return things?");
  }

  @Test
  void modelThatAsksForPatience_isPassedOn() {
    // A gateway of its own: it leaves that model alone for as long as it was told to.
    try (TestGateway told = TestGateway.on(gateway.databaseUrl(), ofModel())) {
      model.next(Script.error(429, "slow down").header("Retry-After", "7"));
      HttpResponse<String> plain = post(told, asking(QUESTION), AUTHORIZED);
      assertThat(plain.statusCode()).isEqualTo(503);
      assertThat(error(plain).getString("type")).isEqualTo("server_error");
      assertThat(plain.headers().firstValue("retry-after-ms")).contains("7000");
      assertThat(plain.headers().firstValue("x-should-retry")).contains("true");
    }
  }

  @Test
  void modelThatFails_isAnEventInTheStream() {
    model.next(Script.error(500, "oops"));
    HttpResponse<String> streamed = post(gateway, asking(QUESTION).put("stream", true), AUTHORIZED);
    assertThat(streamed.statusCode()).isEqualTo(200);
    assertThat(events(streamed)).hasSize(2).doesNotContain("[DONE]");
    assertThat(chunks(streamed).getLast().getJsonObject("error").getString("code"))
        .isEqualTo("upstream_failed");

    model.next(Script.tokens(9).firstAfter(ms(60)).closeAfter(3));
    List<JsonObject> broken =
        chunks(post(gateway, asking(QUESTION).put("stream", true), AUTHORIZED));
    assertThat(words(broken.subList(0, broken.size() - 1))).isEqualTo("word0 word1 word2 ");
    assertThat(broken.getLast().getJsonObject("error").getString("message")).isNotBlank();
  }

  @Test
  void silence_isFilledWithComments() {
    model.next(Script.words("late").firstAfter(ms(2_500)));
    HttpResponse<String> response = post(gateway, asking(QUESTION).put("stream", true), AUTHORIZED);
    assertThat(response.body().lines().filter(line -> line.equals(": keep-alive")).count())
        .isBetween(1L, 5L);
    assertThat(words(chunks(response))).isEqualTo("late");
  }

  @Test
  void closedConnection_closesTheModels_andTheConversationGoesOn() {
    model.next(Script.endless(ms(10)));
    JsonObject body = asking(QUESTION).put("stream", true).put("user", "bob");
    ServedRequest asked;
    int before = model.requests().size();
    try (RawSocket raw = raw(gateway, body, 0)) {
      assertThat(raw.answer()).startsWith("HTTP/1.1 200");
      untilSeen(vertx, () -> model.requests().size() > before && model.lastRequest().tokens() > 3);
      asked = model.lastRequest();
    }
    await(asked.closed());
    assertThat(post(gateway, asking(QUESTION).put("user", "bob"), AUTHORIZED).statusCode())
        .isEqualTo(200);
    nothingIsLeft();
  }

  @Test
  void closedConnection_ofAPlainRequest_closesTheModels() {
    model.next(Script.endless(ms(10)));
    int before = model.requests().size();
    try (RawSocket raw = rawUnanswered(asking(QUESTION))) {
      assertThat(raw).isNotNull();
      untilSeen(vertx, () -> model.requests().size() > before);
    }
    await(model.lastRequest().closed());
    nothingIsLeft();
  }

  @Test
  void secondQuestion_whileOneIsAnswered_waitsALittle_thenIsAConflict() {
    model.next(Script.endless(ms(10)));
    JsonObject body = asking(QUESTION).put("stream", true).put("user", "carol");
    try (RawSocket raw = raw(gateway, body, 0)) {
      assertThat(raw.answer()).startsWith("HTTP/1.1 200");
      HttpResponse<String> second =
          post(gateway, asking("Can I return things?").put("user", "carol"), AUTHORIZED);
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(error(second).getString("code")).isEqualTo("busy");
    }
    nothingIsLeft();
  }

  @Test
  void clientThatPausesItsReading_missesNothing() {
    // Six bytes each on the wire, so that the longest answer does not fit into anybody's buffers.
    String piece = "\u0001".repeat(400);
    Buffer word = Sse.chunk(piece);
    model.next(Script.steps(longAnswer(word)));
    Map<String, String> settings = new HashMap<>(ofModel());
    settings.put("RAPPORT_LLM_MAX_TOKENS", "4000");
    JsonObject asking = asking(QUESTION).put("stream", true);
    try (TestGateway patient = TestGateway.on(gateway.databaseUrl(), settings)) {
      try (RawSocket pausing = raw(patient, asking, 2_048)) {
        pass(vertx, ms(500));
        String rest = pausing.rest();
        assertThat(rest).contains("data: [DONE]", "\"finish_reason\":\"stop\"");
        assertThat(rest.split("u0001", -1)).hasSize(120 * 400 + 1);
      }
      assertThat(stalled(patient)).isZero();
      untilSeen(
          vertx, () -> Management.metric(patient.managementPort(), "rapport_turns_running") == 0);
    }
  }

  @Test
  void clientThatDoesNotRead_isCutOff_whileItsAnswerRuns_andAfterItsEnd() {
    Script endless =
        Script.steps(
            Stream.concat(
                    longAnswer(Sse.chunk("\u0001".repeat(400))).stream().limit(120),
                    Stream.of(new Script.Step.Hang()))
                .toList());
    Script.Step burst = new Script.Step.Write(Sse.chunk("\u0001".repeat(60_000)), 1);
    Script.Step end = new Script.Step.Write(Sse.finish("stop").appendBuffer(Sse.done()), 0);
    Script ended = Script.steps(List.of(burst, end, new Script.Step.End()));
    Map<String, String> settings = new HashMap<>(ofModel());
    settings.put("RAPPORT_LLM_MAX_TOKENS", "4000");
    try (TestGateway patient = TestGateway.on(gateway.databaseUrl(), settings)) {
      model.next(endless, ended, ended);
      for (boolean streamed : new boolean[] {true, true, false}) {
        double before = stalled(patient);
        JsonObject asking = asking(QUESTION).put("stream", streamed);
        try (RawSocket deaf = raw(patient, asking, 2_048)) {
          untilSeen(vertx, () -> stalled(patient) == before + 1);
          // What is left to read is what the machines between held.
          assertThat(deaf.drain()).isLessThan(300_000);
        }
        untilSeen(
            vertx,
            () ->
                Management.metric(patient.managementPort(), "rapport_turns_running") == 0
                    && Management.metric(patient.managementPort(), "rapport_completions_open")
                        == 0);
      }
      await(model.requests().get(model.requests().size() - 3).closed());
      assertThat(post(patient, asking(QUESTION), AUTHORIZED).statusCode()).isEqualTo(200);
    }
  }

  private static List<Script.Step> longAnswer(Buffer word) {
    Stream<Script.Step> words =
        Stream.<Script.Step>generate(() -> new Script.Step.Write(word, 1)).limit(120);
    return Stream.concat(
            words,
            Stream.of(
                new Script.Step.Write(Sse.finish("stop").appendBuffer(Sse.done()), 0),
                new Script.Step.End()))
        .toList();
  }

  private static double stalled(TestGateway of) {
    return Metrics.of(of).value("rapport_completions_total{event=\"stalled\"}");
  }

  @Test
  void withoutAKey_thisMachineMayComeIn_butNobodyBehindAProxy() {
    try (TestGateway open = TestGateway.on(gateway.databaseUrl(), Map.of())) {
      assertThat(get(open, "/v1/models").statusCode()).isEqualTo(200);
      HttpResponse<String> response = post(open, asking(QUESTION));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonObject tools = asking(QUESTION).put("tools", new JsonArray().add(new JsonObject()));
      HttpResponse<String> refused = post(open, tools);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(error(refused).getString("param")).isEqualTo("tools");
      assertThat(post(open, tools.put("tool_choice", "none")).statusCode()).isEqualTo(200);
      HttpResponse<String> proxied = post(open, asking(QUESTION), "X-Forwarded-For", "203.0.113.7");
      assertThat(proxied.statusCode()).isEqualTo(403);
      assertThat(error(proxied).getString("code")).isEqualTo("forbidden");
    }
  }

  @Test
  void gatewayBehindAGateway_answersInTheSameWords() {
    Map<String, String> settings =
        Map.of(
            "RAPPORT_LLM_PROVIDER",
            "openai",
            "RAPPORT_LLM_URL",
            gateway.url("/v1"),
            "RAPPORT_LLM_MODEL",
            "rapport",
            "RAPPORT_LLM_API_KEY",
            KEY);
    try (TestGateway front = TestGateway.on(gateway.databaseUrl(), settings)) {
      List<JsonObject> chunks = chunks(post(front, asking(QUESTION).put("stream", true)));
      assertThat(words(chunks)).isEqualTo("Shipping is \"free\"\n 今天.");
    }
  }

  @Test
  void openAisOwnClient_readsPlainAndStreamedAnswers() {
    OpenAiClient client = OpenAiClient.of(gateway.url("/v1"));
    assertThat(client.run("models", KEY, "", "").getJsonArray("ids")).containsExactly("rapport");
    JsonObject plain = client.run("plain", KEY, QUESTION, "npm-1");
    assertThat(
            choice(plain.getJsonObject("completion")).getJsonObject("message").getString("content"))
        .isEqualTo("Shipping is \"free\"\n 今天.");
    assertThat(plain.getString("request")).startsWith("req_");
    assertThat(plain.getJsonObject("completion").getJsonObject("sources")).isNotNull();
    List<JsonObject> chunks =
        client.run("streamed", KEY, QUESTION, "npm-2").getJsonArray("chunks").stream()
            .map(JsonObject.class::cast)
            .toList();
    assertThat(words(chunks)).isEqualTo("Shipping is \"free\"\n 今天.");
    assertThat(chunks.getLast().getJsonObject("usage").getInteger("total_tokens")).isEqualTo(11);
    JsonObject helped = client.run("helper", KEY, QUESTION, "npm-3").getJsonObject("completion");
    assertThat(choice(helped).getJsonObject("message").getString("content"))
        .isEqualTo("Shipping is \"free\"\n 今天.");
  }

  @Test
  void openAisOwnClient_throwsWhatItThrowsAtOpenAi() {
    OpenAiClient client = OpenAiClient.of(gateway.url("/v1"));
    JsonObject stranger = client.run("plain", "sk-wrong", QUESTION, "npm");
    assertThat(stranger.getString("failed")).isEqualTo("AuthenticationError");
    assertThat(stranger.getString("code")).isEqualTo("invalid_api_key");
    JsonObject bad = client.run("plain", KEY, " ", "npm");
    assertThat(bad.getString("failed")).isEqualTo("BadRequestError");
    assertThat(bad.getString("param")).isEqualTo("messages[0].content");
    model.next(Script.error(500, "oops"));
    JsonObject broken = client.run("streamed", KEY, QUESTION, "npm-4");
    assertThat(broken.getBoolean("apiError")).isTrue();
    assertThat(broken.getString("code")).isEqualTo("upstream_failed");
  }

  @Test
  void openAisOwnClient_thatStopsReading_stopsTheModel() {
    OpenAiClient client = OpenAiClient.of(gateway.url("/v1"));
    model.next(Script.endless(ms(10)));
    assertThat(client.run("abort", KEY, QUESTION, "npm-5").getString("words")).contains("word");
    await(model.lastRequest().closed());
    nothingIsLeft();
  }

  @Test
  void vercelsSdk_readsStreamsAndErrors_andStopsTheModel() {
    OpenAiClient client = OpenAiClient.of(gateway.url("/v1"));
    JsonObject streamed = client.vercel("streamed", KEY, QUESTION, "ai-1");
    assertThat(streamed.getString("text")).isEqualTo("Shipping is \"free\"\n 今天.");
    assertThat(streamed.getString("finish")).isEqualTo("stop");
    assertThat(streamed.getInteger("tokens")).isEqualTo(11);
    JsonObject stranger = client.vercel("streamed", "sk-wrong", QUESTION, "ai-2");
    assertThat(stranger.getJsonArray("errors").getJsonObject(0).getInteger("status"))
        .isEqualTo(401);
    model.next(Script.error(500, "oops"));
    assertThat(client.vercel("streamed", KEY, QUESTION, "ai-3").getJsonArray("errors"))
        .isNotEmpty();
    model.next(Script.endless(ms(10)));
    assertThat(client.vercel("abort", KEY, QUESTION, "ai-4").getString("words")).contains("word");
    await(model.lastRequest().closed());
    nothingIsLeft();
  }

  @Test
  void langChain4j_readsPlainAndStreamedAnswersAndErrors_andStopsTheModel() {
    LangChainClient client = LangChainClient.of(gateway.url("/v1"));
    JsonObject plain = client.run("plain", KEY, QUESTION, "java-1");
    assertThat(plain.getString("text")).as(plain.encode()).isEqualTo("Shipping is \"free\"\n 今天.");
    assertThat(plain.getString("finish")).isEqualTo("STOP");
    assertThat(plain.getInteger("tokens")).isEqualTo(11);
    model.next(Script.tokens(10).every(ms(20)));
    JsonObject streamed = client.run("streamed", KEY, QUESTION, "java-2");
    List<String> pieces = streamed.getJsonArray("pieces").stream().map(String.class::cast).toList();
    assertThat(pieces).hasSizeGreaterThan(5);
    assertThat(String.join("", pieces)).isEqualTo(streamed.getString("text")).contains("word9");
    JsonObject stranger = client.run("streamed", "sk-wrong", QUESTION, "java-3");
    assertThat(stranger.getString("failed")).isEqualTo("AuthenticationException");
    assertThat(stranger.getInteger("status")).isEqualTo(401);
    model.next(Script.error(500, "oops"));
    assertThat(client.run("streamed", KEY, QUESTION, "java-5").getString("message"))
        .contains("upstream_failed");
    model.next(Script.endless(ms(10)));
    JsonObject left = client.run("abort", KEY, QUESTION, "java-4");
    assertThat(left.getJsonArray("pieces").encode()).contains("word");
    await(model.lastRequest().closed());
    nothingIsLeft();
  }

  private static void nothingIsLeft() {
    untilSeen(
        vertx,
        () ->
            Management.metric(gateway.managementPort(), "rapport_turns_running") == 0
                && Management.metric(gateway.managementPort(), "rapport_completions_open") == 0
                && Management.metric(gateway.managementPort(), "rapport_conversations_live") == 0);
  }

  private static List<String> questionsAsked() {
    return model.lastRequest().body().getJsonArray("messages").stream()
        .map(JsonObject.class::cast)
        .filter(message -> message.getString("role").equals("user"))
        .map(message -> message.getString("content"))
        .toList();
  }

  private static String conversation(HttpResponse<String> response) {
    return response.headers().firstValue("x-conversation-id").orElseThrow();
  }

  /** A connection that has asked and read the head of the answer. */
  private static RawSocket raw(TestGateway of, JsonObject body, int receiveBuffer) {
    byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
    RawSocket raw =
        receiveBuffer == 0
            ? RawSocket.connect(of.port())
            : RawSocket.connect(of.port(), receiveBuffer);
    return raw.bytes(head(bytes)).request(bytes);
  }

  private static RawSocket rawUnanswered(JsonObject body) {
    byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
    return RawSocket.connect(gateway.port()).bytes(head(bytes)).bytes(bytes);
  }

  private static byte[] head(byte[] body) {
    return ("POST /v1/chat/completions HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer "
            + KEY
            + "\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
