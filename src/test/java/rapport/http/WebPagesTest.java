package rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.Waiting;

class WebPagesTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    WebPages.addTo(router);
    server = Waiting.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    Waiting.await(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/widget.js",
        "/shop/tiles.js",
        "/widget/zh.js",
        "/widget/dom.js",
        "/shop.css",
        "/shop/mark.svg",
        "/demo/images/airfryer.svg",
        "/products/NH-1001",
        "/help/shipping-abroad"
      })
  void file_comesCompressedToWhoTakesIt_andIsTheSameUnpacked(String path) throws IOException {
    HttpResponse<byte[]> plain = get(path);
    HttpResponse<byte[]> packed = get(path, "Accept-Encoding", "gzip, deflate, br");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("Vary")).contains("accept-encoding");
    assertThat(packed.body()).hasSizeLessThan(plain.body().length);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void gzip_refusedByTheClient_isNotSent() {
    assertThat(
            get("/widget.js", "Accept-Encoding", "gzip;q=0, br")
                .headers()
                .firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void file_theClientHas_isNotSentAgain() {
    String tag = get("/widget.js").headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> again = get("/widget.js", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);
    assertThat(get("/widget.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void page_isAskedForAgain_whileItsScriptsAreKeptForMinutes() {
    assertThat(get("/").headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(get("/widget.js").headers().firstValue("Cache-Control"))
        .contains("public, max-age=300");
  }

  @Test
  void head_hasTheHeadersOfGet() {
    HttpRequest head = request("/widget.js").HEAD().build();
    HttpResponse<byte[]> response = send(head);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValueAsLong("Content-Length"))
        .hasValue(get("/widget.js").body().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing.js",
        "/widget",
        "/widget/",
        "/../sql/V001__catalogue.sql",
        "/%2e%2e/demo/products.en.jsonl",
        "/..%2fdemo/products.en.jsonl",
        "/demo/products.en.jsonl",
        "/demo/images/..%2f..%2frapport/Main.class",
        "/rapport/Main.class",
        "/demo/images/%00.svg"
      })
  void path_thatIsNoFileOfThePage_isNotFound(String path) {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  private static HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = request(path);
    return send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(server.actualPort(), path)));
  }

  private static HttpResponse<byte[]> send(HttpRequest request) {
    return HTTP.sendAsync(request, BodyHandlers.ofByteArray()).join();
  }
}
