package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.session.DemoShop.QUESTION;
import static rapport.testing.Waiting.await;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.ChatClient;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** What the model is told, as its server receives it. */
class PromptedTest {
  private static final Encoding TOKENS =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx));
    gateway = TestGateway.on(DemoShop.database(), DemoShop.settings(model));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    await(vertx.close());
  }

  @Test
  void request_holdsTheRowsAndTheConversationSoFar() {
    model.next(Script.words("The", "Dot", "fits."), Script.words("It", "is", "free."));
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", QUESTION);
      JsonObject sources = client.await("sources");
      client.await("done");
      JsonArray first = messages();
      assertThat(roles(first)).containsExactly("system", "user");
      String system = first.getJsonObject(0).getString("content");
      for (Object card : sources.getJsonArray("products")) {
        assertThat(system).contains(((JsonObject) card).getString("title"));
      }
      for (Object faq : sources.getJsonArray("faqs")) {
        assertThat(system).contains(((JsonObject) faq).getString("answer"));
      }
      assertThat(system).contains("24.95").contains("English").doesNotContain("{products}");
      assertThat(first.getJsonObject(1).getString("content")).isEqualTo(QUESTION);

      client.ask("q2", "How much does shipping cost?");
      client.await("done");
      JsonArray second = messages();
      assertThat(roles(second)).containsExactly("system", "user", "assistant", "user");
      assertThat(second.getJsonObject(1).getString("content")).isEqualTo(QUESTION);
      assertThat(second.getJsonObject(2).getString("content")).isEqualTo("The Dot fits.");
      assertThat(second.getJsonObject(0).getString("content")).contains("$4.95");
    }
  }

  @Test
  void whatWasSaidHere_isRemembered_withoutTheJournal() {
    String shop = DemoShop.ownDatabase();
    model.next(Script.words("The", "Dot", "fits."), Script.words("It", "is", "free."));
    try (TestGateway own = TestGateway.on(shop, DemoShop.settings(model));
        ChatClient client = ChatClient.join(own.port())) {
      client.ask("q1", QUESTION);
      client.await("done");
      TestDatabase.execute(
          shop,
          "update entry set body = jsonb_set(body, '{text}', '\"what the journal says\"')"
              + " where body ->> 'type' = 'done'");
      client.ask("q2", "How much does shipping cost?");
      client.await("done");
      assertThat(said(messages())).startsWith(QUESTION, "The Dot fits.");
    }
  }

  @Test
  void whatWasSaidThroughAnotherProcess_isRemembered_inItsPlace() {
    model.next(
        Script.words("The", "Dot", "fits."),
        Script.words("It", "is", "free."),
        Script.words("Within", "30", "days."));
    try (TestGateway other = TestGateway.on(DemoShop.database(), DemoShop.settings(model));
        ChatClient here = ChatClient.join(gateway.port())) {
      JsonObject welcome = here.heard().getFirst();
      here.ask("q1", QUESTION);
      long seen = here.await("done").getLong("seq");
      try (ChatClient there = ChatClient.resume(other.port(), welcome, seen)) {
        there.ask("q2", "How much does shipping cost?");
        there.await("done");
      }
      here.ask("q3", "Can I return it?");
      String last = here.await("ack").getString("turn");
      here.await(frame -> isEndOf(last, frame), "end");
      assertThat(said(messages()))
          .containsExactly(
              QUESTION,
              "The Dot fits.",
              "How much does shipping cost?",
              "It is free.",
              "Can I return it?");
    }
  }

  @Test
  void whatWasSaidThroughAnotherProcess_whileAnAnswerRan_isRemembered() {
    try (TestGateway other = TestGateway.on(DemoShop.database(), DemoShop.settings(model));
        ChatClient here = ChatClient.join(gateway.port())) {
      JsonObject welcome = here.heard().getFirst();
      model.next(Script.words("The", "Dot", "fits."));
      here.ask("q1", QUESTION);
      long seen = here.await("done").getLong("seq");
      try (ChatClient there = ChatClient.resume(other.port(), welcome, seen)) {
        model.next(Script.endless(Duration.ofMillis(20)));
        here.ask("q2", "Can I return it?");
        String running = here.await("ack").getString("turn");
        here.await("token");
        model.next(Script.words("It", "is", "free."));
        there.ask("q3", "How much does shipping cost?");
        String elsewhere = there.await("ack").getString("turn");
        there.await(frame -> isEndOf(elsewhere, frame), "end");
        here.send(new JsonObject().put("type", "cancel").put("turn", running).put("heard", 2));
        here.await(frame -> isEndOf(running, frame), "end");
      }
      model.next(Script.words("Two", "years."));
      here.ask("q4", "Does it have a warranty?");
      String last = here.await("ack").getString("turn");
      here.await(frame -> isEndOf(last, frame), "end");
      assertThat(said(messages()))
          .contains(QUESTION, "Can I return it?", "How much does shipping cost?", "It is free.");
    }
  }

  @Test
  void question_nothingSupports_neverReachesTheModel() {
    int before = model.requests().size();
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "Who won the world cup in 1998?");
      JsonObject done = client.await("done");
      assertThat(done.getString("finish")).isEqualTo("no_answer");
      assertThat(client.joined(done.getString("turn"))).isEqualTo(done.getString("text"));
    }
    assertThat(model.requests()).hasSize(before);
  }

  @Test
  void request_staysWithinItsBudget_howeverLongTheRowsAndTheConversation() {
    String shop = DemoShop.ownDatabase();
    TestDatabase.execute(
        shop, "update product set description = repeat('a very long description, 很长的描述 ', 800)");
    TestDatabase.execute(shop, "update faq set answer = answer || repeat(' and so on', 900)");
    int most = 900;
    try (TestGateway tight =
            TestGateway.on(
                shop,
                DemoShop.settings(model, "RAPPORT_PROMPT_MAX_TOKENS", Integer.toString(most)));
        ChatClient client = ChatClient.join(tight.port())) {
      for (int i = 0; i < 4; i++) {
        model.next(Script.tokens(150));
        client.ask("q" + i, QUESTION);
        client.await("done");
        int tokens =
            messages().stream()
                .map(message -> ((JsonObject) message).getString("content"))
                .mapToInt(TOKENS::countTokensOrdinary)
                .sum();
        assertThat(tokens).isLessThanOrEqualTo(most);
        assertThat(messages().getJsonObject(0).getString("content")).contains("Speaker");
        assertThat(messages().getJsonObject(messages().size() - 1).getString("content"))
            .isEqualTo(QUESTION);
      }
    }
  }

  private static boolean isEndOf(String turn, JsonObject frame) {
    return "done".equals(frame.getString("type")) && turn.equals(frame.getString("turn"));
  }

  private static JsonArray messages() {
    return model.lastRequest().body().getJsonArray("messages");
  }

  /** All but the system's message. */
  private static List<String> said(JsonArray messages) {
    return messages.stream()
        .skip(1)
        .map(message -> ((JsonObject) message).getString("content"))
        .toList();
  }

  private static List<String> roles(JsonArray messages) {
    return messages.stream().map(message -> ((JsonObject) message).getString("role")).toList();
  }
}
