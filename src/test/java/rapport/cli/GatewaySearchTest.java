package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.fault.GatewayException;

/** The client alone, against a server that answers what a test says. */
class GatewaySearchTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String body = "{\"products\":[{\"id\":\"L-1\"}],\"faqs\":[{\"id\":\"F-1\"}]}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void find_asksForEveryRowThatIsMeasured() {
    assertThat(find(Kind.PRODUCT, null, "50% off & more+ 灯")).containsExactly("L-1");
    assertThat(find(Kind.FAQ, Language.CHINESE, "lamp")).containsExactly("F-1");

    assertThat(asked)
        .containsExactly(
            "/v1/search?q=50%25+off+%26+more%2B+%E7%81%AF&k=100",
            "/v1/search?q=lamp&k=100&locale=zh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          504 | {'error':{'code':'timeout','message':'the search took too long'}}    | : the search took too long
          404 | {'error':{'code':'not_found','message':'there is nothing here'}}     | answers something else
          404 | <html>                                                               | answers something else
          200 | <html>                                                               | answers something else
          200 | {'hits':[]}                                                          | answers something else
          """)
  void answer_thatIsNotOne_saysSo(int code, String content, String message) {
    status = code;
    body = content.replace('\'', '"');

    assertThatThrownBy(() -> find(Kind.PRODUCT, null, "lamp"))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith(address())
        .hasMessageContaining(message);
  }

  @Test
  void gatewayThatIsAway_isNamed() {
    server.stop(0);

    assertThatThrownBy(() -> find(Kind.PRODUCT, null, "lamp"))
        .isInstanceOf(GatewayException.class)
        .hasMessage(address() + " does not answer (expected: a running gateway)");
  }

  private List<String> find(Kind kind, @Nullable Language locale, String text) {
    try (GatewaySearch search = new GatewaySearch(URI.create(address()), kind, locale)) {
      return search.find(text).rows();
    }
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
