package rapport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.Shopper;
import rapport.testing.Shopper.Heard;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** The receipt of an answer, and who may see it. */
class TurnRouteTest {
  private static final String TOKEN = "correct horse battery staple";
  private static final String QUESTION = "a Bluetooth speaker under 50 dollars";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Vertx vertx;
  private static ScriptedModelServer model;
  private static TestGateway gateway;
  private static Shopper shopper;
  private static Heard heard;

  @BeforeAll
  static void askOnce() {
    vertx = Vertx.vertx();
    model = Waiting.await(ScriptedModelServer.start(vertx));
    model.always(Script.words("The", "Dot", "fits."));
    gateway =
        TestGateway.demo(
            Map.of(
                "RAPPORT_ADMIN_TOKEN",
                TOKEN,
                "RAPPORT_LLM_PROVIDER",
                "openai",
                "RAPPORT_LLM_URL",
                model.url().toString(),
                "RAPPORT_LLM_MODEL",
                "scripted"));
    shopper = Shopper.join(gateway.port());
    heard = shopper.ask(QUESTION);
  }

  @AfterAll
  static void stop() {
    shopper.close();
    gateway.close();
    Waiting.await(vertx.close());
  }

  @Test
  void receipt_isForTheConversationsOwnerAndForAdministrators() {
    JsonObject owners = ok(heard.turn(), shopper.secret());
    assertThat(ok(heard.turn(), TOKEN)).isEqualTo(owners);
    assertThat(owners.getString("turn")).isEqualTo(heard.turn());
    assertThat(owners.getString("conversation"))
        .isEqualTo(shopper.client().heard().getFirst().getString("conversation"));
    assertThat(owners.getString("question")).isEqualTo(QUESTION);
    assertThat(owners.getString("finish")).isEqualTo("stop");
    assertThat(Instant.parse(owners.getString("asked_at")))
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(60));
  }

  @Test
  void receipt_ofSomebodyElseAndOfNobody_areTheSameToAStranger() {
    try (Shopper other = Shopper.join(gateway.port())) {
      other.ask("How much is shipping?");
      for (String bearer : new String[] {null, "wrong", other.secret()}) {
        HttpResponse<String> foreign = get(heard.turn(), bearer);
        HttpResponse<String> absent = get("t_nobodys", bearer);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(error(foreign)).isEqualTo("forbidden");
        assertThat(absent.statusCode()).isEqualTo(403);
        assertThat(absent.body()).isEqualTo(foreign.body());
        assertThat(absent.headers().map()).isEqualTo(foreign.headers().map());
      }
    }
  }

  @Test
  void receipt_ofNobody_isNotFoundForAdministrators() {
    HttpResponse<String> absent = get("t_nobodys", TOKEN);
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(error(absent)).isEqualTo("not_found");
    assertThat(get("%00", TOKEN).statusCode()).isEqualTo(400);
  }

  @Test
  void receipt_tellsWhatWasUnderstood_andEverySignalOfWhatWasLookedAt() {
    JsonObject receipt = ok(heard.turn(), TOKEN);
    assertThat(receipt.getString("language")).isEqualTo("en");
    assertThat(receipt.getJsonObject("understood")).isEqualTo(heard.understood());
    assertThat(receipt.getJsonObject("understood").getLong("max_price")).isEqualTo(5_000);
    for (String kind : List.of("products", "faqs")) {
      List<JsonObject> candidates = candidates(receipt, kind);
      assertThat(candidates)
          .isNotEmpty()
          .isSortedAccordingTo(Comparator.comparing(c -> -c.getDouble("score")))
          .allSatisfy(candidate -> {
            assertThat(candidate.fieldNames())
                .containsExactlyInAnyOrder("id", "score", "similarity", "words", "merit");
            assertThat(candidate.getDouble("similarity")).isBetween(-1.0, 1.0);
            assertThat(candidate.getDouble("words")).isBetween(0.0, 1.0);
          });
      assertThat(candidates.stream().map(c -> c.getString("id")))
          .containsAll(ids(heard.sources().getJsonArray(kind)))
          .doesNotHaveDuplicates();
    }
    assertThat(candidates(receipt, "products"))
        .as("those that were not taken, too")
        .hasSizeGreaterThan(heard.cards().size());
    assertThat(receipt.getJsonObject("timing").fieldNames())
        .containsExactlyInAnyOrder("encode_ms", "search_ms", "prompt_ms");
    for (String time : List.of("encode_ms", "search_ms", "prompt_ms")) {
      assertThat(receipt.getJsonObject("timing").getDouble(time))
          .isEqualTo(heard.done().getJsonObject("timing").getDouble(time));
    }
  }

  @Test
  void promptHash_isOfTheVeryMessagesTheModelWasSent() throws NoSuchAlgorithmException {
    try (Shopper other = Shopper.join(gateway.port())) {
      Heard answer = other.ask("Which headphones cancel noise best?");
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      objects(model.lastRequest().body().getJsonArray("messages"))
          .map(m -> m.getString("role").toUpperCase(Locale.ROOT) + "\0" + m.getString("content"))
          .forEach(message -> digest.update((message + "\0").getBytes(UTF_8)));
      assertThat(ok(answer.turn(), other.secret()).getString("prompt_sha256"))
          .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }
  }

  @Test
  void sameQuestion_inAFreshConversation_hasTheSamePrompt() {
    String hash = ok(heard.turn(), TOKEN).getString("prompt_sha256");
    try (Shopper other = Shopper.join(gateway.port())) {
      Heard again = other.ask(QUESTION);
      assertThat(ok(again.turn(), TOKEN).getString("prompt_sha256")).isEqualTo(hash);
      Heard inContext = other.ask(QUESTION);
      assertThat(ok(inContext.turn(), TOKEN).getString("prompt_sha256")).isNotEqualTo(hash);
    }
  }

  @Test
  void receipt_ofAFollowUp_saysWhatItFollows_andWhatWasGivenUp() {
    try (Shopper other = Shopper.join(gateway.port())) {
      other.ask("bluetooth speaker");
      Heard cheaper = other.ask("under 10 dollars");
      JsonObject understood = ok(cheaper.turn(), TOKEN).getJsonObject("understood");
      assertThat(understood.getString("following")).isEqualTo("refined");
      assertThat(understood.getString("reason")).isNotBlank();
      assertThat(understood.getJsonObject("relaxed").getString("constraint"))
          .isEqualTo("max_price");
    }
  }

  private static List<JsonObject> candidates(JsonObject receipt, String kind) {
    return objects(receipt.getJsonObject("candidates").getJsonArray(kind)).toList();
  }

  private static List<String> ids(JsonArray rows) {
    return objects(rows).map(row -> row.getString("id")).toList();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  private static JsonObject ok(String turn, String bearer) {
    HttpResponse<String> response = get(turn, bearer);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  private static String error(HttpResponse<String> response) {
    return new JsonObject(response.body()).getJsonObject("error").getString("code");
  }

  private static HttpResponse<String> get(String turn, @Nullable String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url("/v1/turns/" + turn)));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
