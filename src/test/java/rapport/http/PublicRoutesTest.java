package rapport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.ChatClient;
import rapport.testing.Metrics;
import rapport.testing.RawSocket;
import rapport.testing.TestGateway;

/** The routes as strangers and administrators use them. */
@Timeout(60)
class PublicRoutesTest {
  private static final String TOKEN = "correct horse battery staple";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.demo(Map.of("RAPPORT_ADMIN_TOKEN", TOKEN));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  // Search

  @Test
  void search_answersWithKRowsOfEachKind() {
    JsonObject found = ok("/v1/search?q=desk+lamp&k=3");
    assertThat(found.getString("query")).isEqualTo("desk lamp");
    assertThat(found.getString("locale")).isEqualTo("en");
    assertThat(found.getDouble("took_ms")).isPositive();
    assertThat(found.getJsonArray("products")).hasSize(3);
    assertThat(found.getJsonArray("faqs")).hasSize(3);
    assertThat(ok("/v1/search?q=lamp").getJsonArray("products")).hasSize(6);
    assertThat(ok("/v1/search?q=lamp&k=100").getJsonArray("products")).hasSize(100);
  }

  @Test
  void search_withFilters_keepsToThem() {
    JsonArray cards =
        ok("/v1/search?q=speaker&k=20&min_price=2000&max_price=9000&in_stock=true")
            .getJsonArray("products");
    assertThat(cards)
        .isNotEmpty()
        .allSatisfy(card -> {
          assertThat(((JsonObject) card).getJsonObject("price").getLong("amount"))
              .isBetween(2_000L, 9_000L);
          assertThat(((JsonObject) card).getString("availability")).isEqualTo("in_stock");
        });
    assertThat(ok("/v1/search?q=speaker&brand=No+Such+Brand").getJsonArray("products")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "k=0, k",
    "k=101, k",
    "k=-1, k",
    "k=six, k",
    "k=1.5, k",
    "k=99999999999999999999, k",
    "min_price=a, min_price",
    "min_price=-1, min_price",
    "max_price=-1, max_price",
    "max_price=1e3, max_price",
    "min_price=9&max_price=8, min_price",
    "in_stock=maybe, in_stock",
    "locale=9, locale",
    "locale=%27--, locale",
    "locale=-, locale"
  })
  void search_withABadParameter_isABadRequestThatNamesIt(String parameter, String name) {
    assertThat(error(get("/v1/search?q=lamp&" + parameter), 400, "bad_request"))
        .startsWith(name + ":");
  }

  @Test
  void search_inALanguageThatTheCatalogueDoesNotHave_isAnswered() {
    assertThat(ok("/v1/search?q=lamp&locale=tlh-Latn").getJsonArray("products")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q=", "q=%20", "q=%00", "k=3"})
  void search_withoutAQuestion_isABadRequestThatNamesIt(String query) {
    assertThat(error(get("/v1/search?" + query), 400, "bad_request")).startsWith("q:");
  }

  @Test
  void search_withAQueryThatCannotBeDecoded_isABadRequest() {
    for (String query : List.of("q=%", "q=%zz", "q=%f")) {
      try (RawSocket raw =
          RawSocket.connect(gateway.port())
              .request("GET /v1/search?" + query + " HTTP/1.1", "Connection: close")) {
        assertThat(raw.answer()).startsWith("HTTP/1.1 400");
        assertThat(new JsonObject(raw.rest()).getJsonObject("error").getString("code"))
            .isEqualTo("bad_request");
      }
    }
  }

  @Test
  void search_of4000Characters_isAnswered_alsoInChineseAndEmoji_and4001IsABadRequest() {
    for (String letter : List.of("x", "灯", "🎧")) {
      String text = letter.repeat(4_000 / letter.length());
      assertThat(ok("/v1/search?q=" + encoded(text)).getString("query")).isEqualTo(text);
    }
    assertThat(error(get("/v1/search?q=" + "x".repeat(4_001)), 400, "bad_request"))
        .startsWith("q: 4001 characters");
    assertThat(error(get("/v1/search?q=" + encoded("灯".repeat(4_001))), 400, "bad_request"))
        .startsWith("q: 4001 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table product; --",
        "a & b | !c <-> (d:*)",
        "%_\\",
        "🎧🎧",
        "台灯",
        "$1::text",
        "\"",
        "\\'",
        ":*",
        "1e999"
      })
  void search_ofAnyCharacters_isAnsweredWithRows(String text) {
    JsonObject found =
        ok(
            "/v1/search?q="
                + encoded(text)
                + "&brand="
                + encoded(text)
                + "&category="
                + encoded(text));
    assertThat(found.getString("query")).isEqualTo(text);
    assertThat(ok("/v1/search?q=" + encoded(text)).getJsonArray("faqs")).isNotEmpty();
  }

  @Test
  void search_withNulInAFilter_isAnswered() {
    assertThat(ok("/v1/search?q=lamp&brand=%00&category=%00").getJsonArray("products")).isNotNull();
  }

  @Test
  void requestLine_thatIsTooLong_isAnsweredInTheErrorShape() {
    HttpResponse<String> response = get("/v1/search?q=" + "x".repeat(60_000));
    error(response, 413, "too_large");
  }

  // Catalogue

  @Test
  void upsert_withoutTheAdminToken_isUnauthenticated() {
    for (String path : List.of("/v1/products", "/v1/faqs")) {
      error(post(path, "{\"id\":\"x\",\"title\":\"x\"}\n", null), 401, "unauthenticated");
      error(post(path, "{\"id\":\"x\",\"title\":\"x\"}\n", "Bearer wrong"), 401, "unauthenticated");
      error(
          post(path, "{\"id\":\"x\",\"title\":\"x\"}\n", "Basic " + TOKEN), 401, "unauthenticated");
      error(
          post(path, "{\"id\":\"x\",\"title\":\"x\"}\n", "Bearer " + TOKEN + "x"),
          401,
          "unauthenticated");
      error(post(path, "x".repeat(2_000_000), "Bearer "), 401, "unauthenticated");
    }
    assertThat(error(delete("/v1/products/x", null), 401, "unauthenticated")).isNotBlank();
  }

  @Test
  void upsert_ofGoodAndBadLines_takesTheGoodOnesAndSaysWhatIsWrongWithTheOthers() {
    String body =
        """
        {"id":"T-1","title":"Purple teapot","price":"12.50 USD"}
        {"id":"T-2","title":
        nonsense

        {"title":"without id"}
        {"id":"T-3"}
        [1,2]
        {"id":"T-4","title":"Green teapot","price":"free"}
        {"id":"T-5","title":"Teapot \u0000 with <b>everything</b> 🫖"}\
        """;
    JsonObject summary = admin(post("/v1/products", body, "Bearer " + TOKEN));
    assertThat(summary.getInteger("accepted")).isBetween(2, 3);
    List<Integer> lines =
        summary.getJsonArray("rejected").stream()
            .map(r -> ((JsonObject) r).getInteger("line"))
            .toList();
    assertThat(lines).contains(2, 3, 5, 6, 7);
    assertThat(summary.getJsonArray("rejected"))
        .allSatisfy(r -> assertThat(((JsonObject) r).getString("reason")).isNotBlank());
    JsonObject again = admin(post("/v1/products", body, "Bearer " + TOKEN));
    assertThat(again.getInteger("accepted")).isZero();
    assertThat(again.getInteger("unchanged")).isEqualTo(summary.getInteger("accepted"));
    JsonArray found = ok("/v1/search?q=purple+teapot&k=1").getJsonArray("products");
    assertThat(found.getJsonObject(0).getString("id")).isEqualTo("T-1");
    assertThat(found.getJsonObject(0).getJsonObject("price").getLong("amount")).isEqualTo(1_250);
  }

  @Test
  void upsert_ofNothing_doesNothing() {
    for (String path : List.of("/v1/products", "/v1/faqs")) {
      JsonObject summary = admin(post(path, "", "Bearer " + TOKEN));
      assertThat(summary.getInteger("accepted")).isZero();
      assertThat(summary.getInteger("unchanged")).isZero();
      assertThat(summary.getJsonArray("rejected")).isEmpty();
    }
  }

  @Test
  void upsert_withALocaleThatIsNone_isABadRequest() {
    assertThat(error(post("/v1/faqs?locale=7", "{}", "Bearer " + TOKEN), 400, "bad_request"))
        .startsWith("locale:");
  }

  @Test
  void upsert_cutOffMidLine_keepsTheLinesThatCame_andTheGatewayGoesOn() {
    String line =
        "{\"id\":\"CUT-1\",\"question\":\"Do you sell zeppelins?\",\"answer\":\"Only on Sundays.\"}\n";
    try (RawSocket raw = RawSocket.connect(gateway.port())) {
      raw.bytes(
          ("POST /v1/faqs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + TOKEN
                  + "\r\nContent-Length: 9999\r\n\r\n"
                  + line
                  + "{\"id\":\"CUT-2\",\"quest")
              .getBytes(UTF_8));
    }
    rapport.testing.Waiting.untilSeen(
        gateway.vertx(), () -> delete("/v1/faqs/CUT-1", "Bearer " + TOKEN).statusCode() == 200);
    error(delete("/v1/faqs/CUT-2", "Bearer " + TOKEN), 404, "not_found");
  }

  @Test
  void remove_takesARowAway_andIsNotFoundWhenThereIsNone() {
    String odd = "a/b c%2F'ü";
    admin(
        post(
            "/v1/products",
            new JsonObject().put("id", odd).put("title", "Odd").encode(),
            "Bearer " + TOKEN));
    String path = "/v1/products/" + encoded(odd).replace("+", "%20");
    assertThat(admin(delete(path, "Bearer " + TOKEN)).getString("removed")).isEqualTo(odd);
    error(delete(path, "Bearer " + TOKEN), 404, "not_found");
    error(delete("/v1/products/%00", "Bearer " + TOKEN), 404, "not_found");
    error(delete("/v1/faqs/none", "Bearer " + TOKEN), 404, "not_found");
  }

  @Test
  void questionsAndSearches_whileALoadRuns_areAnsweredQuickly() {
    String body =
        IntStream.range(0, 1_500)
            .mapToObj(i ->
                new JsonObject()
                    .put("id", "LOAD-" + i)
                    .put("title", "Garden gnome number " + i)
                    .put(
                        "description",
                        "A gnome of " + i + " colours that watches over roses, ponds and lawns.")
                    .encode())
            .collect(Collectors.joining("\n"));
    CompletableFuture<HttpResponse<String>> load =
        HTTP.sendAsync(
            request("/v1/products", "Bearer " + TOKEN).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    List<Long> times = new ArrayList<>();
    long loadStarted = System.nanoTime();
    try (ChatClient client = ChatClient.join(gateway.port())) {
      while (!load.isDone()) {
        long started = System.nanoTime();
        client.ask("q" + times.size(), "Do you have a Bluetooth speaker under 50 dollars?");
        assertThat(client.await("done").getString("finish")).isEqualTo("stop");
        ok("/v1/search?q=desk+lamp");
        times.add(System.nanoTime() - started);
      }
    }
    long whole = System.nanoTime() - loadStarted;
    assertThat(admin(load.join()).getInteger("accepted")).isEqualTo(1_500);
    // Against the load's own time, so that a busy machine slows both sides.
    Collections.sort(times);
    assertThat(times).hasSizeGreaterThan(4);
    assertThat(times.get(times.size() / 2)).isLessThan(whole / 10);
    assertThat(times.getLast()).isLessThan(whole / 2);
  }

  // Stored conversations

  @Test
  void record_isForItsOwnerAndForAdministrators() {
    JsonObject welcome = answered();
    String path = "/v1/conversations/" + welcome.getString("conversation");
    for (String bearer : List.of(welcome.getString("secret"), TOKEN)) {
      JsonArray entries =
          admin(send(request(path, "Bearer " + bearer).build())).getJsonArray("entries");
      assertThat(entries.stream().map(e -> ((JsonObject) e).getString("type")))
          .containsExactly("question", "sources", "done");
      assertThat(entries.stream().map(e -> ((JsonObject) e).getInteger("seq")))
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void record_ofSomebodyElseAndOfNobody_areTheSameBytesToAStranger() {
    JsonObject welcome = answered();
    JsonObject other = answered();
    for (String bearer :
        new String[] {null, "Bearer wrong", "Bearer " + other.getString("secret"), "Basic eDp5"}) {
      HttpResponse<String> foreign =
          send(request("/v1/conversations/" + welcome.getString("conversation"), bearer).build());
      HttpResponse<String> absent = send(request("/v1/conversations/c_nobodys", bearer).build());
      error(foreign, 403, "forbidden");
      assertThat(absent.statusCode()).isEqualTo(foreign.statusCode());
      assertThat(absent.body()).isEqualTo(foreign.body());
      assertThat(absent.headers().map()).isEqualTo(foreign.headers().map());
    }
  }

  @Test
  void record_ofNobody_isNotFoundForAdministrators() {
    error(
        send(request("/v1/conversations/c_nobodys", "Bearer " + TOKEN).build()), 404, "not_found");
    error(send(request("/v1/conversations/%00", "Bearer " + TOKEN).build()), 400, "bad_request");
    error(
        send(request("/v1/conversations/" + "x".repeat(65), "Bearer " + TOKEN).build()),
        400,
        "bad_request");
  }

  // Pages

  @Test
  void pages_comeWithTheirHeaders() {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).get().asString().startsWith("text/html");
    assertThat(page.headers().firstValue("content-security-policy"))
        .get()
        .asString()
        .contains("default-src 'self'");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
    HttpResponse<String> widget = get("/widget.js");
    assertThat(widget.statusCode()).isEqualTo(200);
    assertThat(widget.headers().firstValue("content-type")).get().asString().contains("javascript");
    assertThat(widget.headers().firstValue("access-control-allow-origin")).contains("*");
  }

  @Test
  void pages_answerHeadLikeGet_withoutABody() {
    HttpResponse<String> head =
        send(request("/widget.js", null).method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/..%2fpom.xml",
        "/%2e%2e/pom.xml",
        "/%2e%2e%2fpom.xml",
        "/..%5cpom.xml",
        "/demo/images/../products.en.jsonl",
        "/demo/images/..%2fproducts.en.jsonl",
        "/demo/images/%2e%2e/products.en.jsonl",
        "/demo/images/..%252fproducts.en.jsonl",
        "/..%2fsql/V001__catalogue.sql",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.git/config",
        "/widget.js%00.html",
        "/..;/logback.xml",
        "/....//logback.xml",
        "/logback.xml",
        "/%c0%ae%c0%ae/logback.xml"
      })
  void paths_thatLeadOutOfThePages_areNotFound(String path) {
    try (RawSocket raw =
        RawSocket.connect(gateway.port())
            .request("GET " + path + " HTTP/1.1", "Connection: close")) {
      assertThat(raw.answer()).containsPattern("^HTTP/1.1 40[04] ");
      JsonObject error = new JsonObject(raw.rest()).getJsonObject("error");
      assertThat(error.getString("code")).isIn("not_found", "bad_request");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nope, 404",
    "GET, /v1/nope, 404",
    "GET, /v1/conversations/, 404",
    "POST, /v1/search, 405",
    "DELETE, /v1/products, 405",
    "PUT, /v1/faqs, 405",
    "PATCH, /v1/conversations/x, 405"
  })
  void routes_thatAreNotThere_areAnsweredInTheErrorShape(String method, String path, int status) {
    HttpResponse<String> response =
        send(request(path, "Bearer " + TOKEN).method(method, BodyPublishers.noBody()).build());
    error(response, status, status == 404 ? "not_found" : "bad_request");
  }

  // Management

  @Test
  void health_saysWhatWorks() {
    for (String path : List.of("/health/started", "/health/live", "/health/ready")) {
      HttpResponse<String> response = management(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(response.body()).getString("status")).isEqualTo("up");
    }
    JsonObject checks = new JsonObject(management("/health/ready").body()).getJsonObject("checks");
    assertThat(checks.fieldNames()).contains("database", "encoder", "model");
    assertThat(checks.fieldNames())
        .allSatisfy(
            name -> assertThat(checks.getJsonObject(name).getString("reason")).isNotBlank());
  }

  @Test
  void metrics_haveStagesSocketsTurnsErrorsAndPools() {
    answered();
    error(get("/v1/search?q="), 400, "bad_request");
    String metrics = Metrics.of(gateway).text();
    assertThat(metrics)
        .contains(
            "rapport_stage_seconds_count{stage=\"before_model\"}",
            "rapport_stage_seconds{stage=\"first_token\",quantile=\"0.99\"}",
            "rapport_sockets_open ",
            "rapport_sockets_total{event=\"opened\"}",
            "rapport_turns_running ",
            "rapport_turns_total{finish=\"stop\"}",
            "rapport_errors_total{code=\"bad_request\"}",
            "vertx_pool_");
  }

  @Test
  void managementRoutes_areNotOnThePublicPort_andUnknownOnesAreInTheErrorShape() {
    for (String path : List.of("/metrics", "/health/ready", "/health/live")) {
      error(get(path), 404, "not_found");
    }
    error(management("/nope"), 404, "not_found");
  }

  private static JsonObject answered() {
    try (ChatClient client = ChatClient.join(gateway.port())) {
      client.ask("q1", "Do you ship abroad?");
      client.await("done");
      return client.heard().getFirst();
    }
  }

  private static JsonObject ok(String path) {
    return admin(get(path));
  }

  private static JsonObject admin(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  /** The message of an error of this kind. */
  private static String error(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type"))
        .get()
        .asString()
        .startsWith("application/json");
    JsonObject error = new JsonObject(response.body()).getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo(code);
    return error.getString("message");
  }

  private static HttpResponse<String> get(String path) {
    return send(request(path, null).build());
  }

  private static HttpResponse<String> post(String path, String body, String authorization) {
    return send(request(path, authorization).POST(BodyPublishers.ofString(body)).build());
  }

  private static HttpResponse<String> delete(String path, String authorization) {
    return send(request(path, authorization).DELETE().build());
  }

  private static HttpResponse<String> management(String path) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
            .build());
  }

  private static HttpRequest.Builder request(String path, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url(path))).timeout(Duration.ofSeconds(30));
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request.toString(), e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
