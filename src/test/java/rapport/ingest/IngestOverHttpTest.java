package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.catalog.Catalog.Kind;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Bodies of real requests, as a door hands them over. */
@Timeout(60)
class IngestOverHttpTest {
  private final Shop shop = new Shop();
  private final Promise<IngestSummary> last = Promise.promise();
  private final Promise<Boolean> onOwnContext = Promise.promise();
  private HttpServer server;

  @BeforeEach
  void listen() {
    server = shop.vertx.createHttpServer().requestHandler(this::load).listen(0).await();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void body_ofManyRows_isLoadedAndAnsweredOnItsEventLoop() {
    JsonObject answer = post(rows(20_000) + "x\n");
    assertThat(answer.getInteger("accepted")).isEqualTo(20_000);
    assertThat(answer.getJsonArray("rejected").getJsonObject(0).getInteger("line"))
        .isEqualTo(20_001);
    assertThat(onOwnContext.future().await()).isTrue();
  }

  @Test
  void body_thatIsEmpty_loadsNothing() {
    assertThat(post("").getInteger("accepted")).isZero();
  }

  @Test
  void body_whoseLoadFails_isAnsweredAllTheSame() {
    shop.catalog.failWrites(new GatewayException(Fault.UNAVAILABLE, "the database is gone"));
    assertThat(post(rows(20_000)).getString("failure")).contains("the database is gone");
  }

  @Test
  void body_thatBreaksOff_loadsTheRowsThatCame() {
    HttpClientRequest request = request();
    request.setChunked(true);
    request.write(rows(3) + "{\"id\":\"9\",\"ti").await();
    request.connection().close().await();
    IngestSummary summary = last.future().await();
    assertThat(summary.accepted()).isEqualTo(3);
    assertThat(summary.problems()).singleElement().asString().startsWith("line 4: reading failed");
  }

  private void load(HttpServerRequest request) {
    Context context = Vertx.currentContext();
    Future<IngestSummary> load =
        shop.ingest.load(
            IngestRequest.of(Kind.PRODUCT, List.of(RowSource.body(request))), Progress.NONE);
    load.onComplete(done -> {
      onOwnContext.tryComplete(context.equals(Vertx.currentContext()));
      request.response().end(answer(done.result(), done.cause()).toBuffer());
      last.tryComplete(done.result());
    });
  }

  private static JsonObject answer(IngestSummary summary, Throwable failure) {
    return summary != null ? summary.json() : new JsonObject().put("failure", failure.getMessage());
  }

  private JsonObject post(String body) {
    return request()
        .send(Buffer.buffer(body))
        .compose(HttpClientResponse::body)
        .await()
        .toJsonObject();
  }

  private HttpClientRequest request() {
    return shop.vertx
        .createHttpClient()
        .request(HttpMethod.POST, server.actualPort(), "localhost", "/")
        .await();
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"id\":\"" + i + "\",\"title\":\"Lamp number " + i + "\"}\n")
        .collect(Collectors.joining());
  }
}
