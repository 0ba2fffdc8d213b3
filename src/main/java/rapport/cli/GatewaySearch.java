package rapport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.eval.Search;
import rapport.eval.SearchAnswer;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Retrieval by a running gateway, over HTTP. */
final class GatewaySearch implements Search {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;

  /** Such as the gateway's own management port answers. */
  private static final int NOT_FOUND = 404;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final URI gateway;
  private final Kind kind;
  private final @Nullable Language locale;

  /**
   * @param gateway such as {@code http://127.0.0.1:8080}
   */
  GatewaySearch(URI gateway, Kind kind, @Nullable Language locale) {
    this.gateway = gateway;
    this.kind = kind;
    this.locale = locale;
  }

  @Override
  public Found find(String text) {
    HttpRequest request = HttpRequest.newBuilder(uri(text)).timeout(ANSWER).build();
    long started = System.nanoTime();
    HttpResponse<String> response = send(request);
    double millis = (System.nanoTime() - started) / 1e6;
    if (response.statusCode() != OK) {
      throw refused(response);
    }
    return SearchAnswer.found(response.body(), kind == Kind.PRODUCT ? "products" : "faqs", millis)
        .orElseThrow(this::noGateway);
  }

  private URI uri(String text) {
    String base = gateway.toString().replaceFirst("/+$", "");
    String language = locale == null ? "" : "&locale=" + locale;
    return URI.create(
        "%s/v1/search?q=%s&k=%d%s".formatted(base, URLEncoder.encode(text, UTF_8), ROWS, language));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new GatewayException(
          Fault.UNAVAILABLE, gateway + " does not answer (expected: a running gateway)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(Fault.INTERNAL, "interrupted", e);
    }
  }

  private GatewayException refused(HttpResponse<String> response) {
    return SearchAnswer.error(response.body())
        .filter(message -> response.statusCode() != NOT_FOUND)
        .map(message ->
            new GatewayException(Fault.UPSTREAM_FAILED, "%s: %s".formatted(gateway, message)))
        .orElseGet(this::noGateway);
  }

  private GatewayException noGateway() {
    return new GatewayException(
        Fault.UPSTREAM_FAILED, gateway + " answers something else (expected: a running gateway)");
  }

  @Override
  public void close() {
    client.close();
  }
}
