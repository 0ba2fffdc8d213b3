package rapport.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import rapport.testing.Waiting;

/**
 * A shop's page that trusts nobody: no inline script, no inline style, nothing from elsewhere but
 * the widget. It remembers every path it was asked for, so that it can play the listener, too.
 */
final class StrictPage implements AutoCloseable {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final String gateway;

  private StrictPage(Vertx vertx, String gateway) {
    this.gateway = gateway;
    server = vertx.createHttpServer().requestHandler(this::serve).webSocketHandler(s -> s.close());
    Waiting.await(server.listen(0, "127.0.0.1"));
  }

  /** A page whose widget comes from here, too: its line is played by a test. */
  static StrictPage alone(Vertx vertx) {
    return new StrictPage(vertx, "");
  }

  /** A page that takes the widget from a gateway on another origin. */
  static StrictPage of(Vertx vertx, String gateway) {
    return new StrictPage(vertx, gateway);
  }

  /**
   * @param attributes of the chat's element, in the query so that no script is needed
   */
  String url(String attributes) {
    return origin() + "/page?" + attributes.replace(' ', '+').replace("\"", "%22");
  }

  String origin() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** The paths asked for so far. */
  List<String> asked() {
    return asked;
  }

  private void serve(HttpServerRequest request) {
    asked.add(request.path());
    switch (request.path()) {
      case "/page" -> page(request);
      case "/widget.js", "/widget/zh.js" ->
          request
              .response()
              .putHeader("Content-Type", "text/javascript; charset=utf-8")
              .end(new String(resource("/web" + request.path()), StandardCharsets.UTF_8));
      default ->
          request
              .response()
              .putHeader("Content-Type", "image/svg+xml")
              .end("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>");
    }
  }

  private void page(HttpServerRequest request) {
    String query = URI.create(request.absoluteURI()).getQuery();
    String attributes = query == null ? "" : query.replace('+', ' ');
    String from = gateway.isEmpty() ? "'self'" : "'self' " + gateway;
    request
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src %s; connect-src %s %s; img-src http: data:; base-uri 'none'"
                .formatted(from, from, gateway.replace("http", "ws")))
        .end(
            """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,"><script type="module" src="%s/widget.js"></script></head>
            <body><main><h1>A shop</h1></main><rapport-chat %s></rapport-chat></body></html>
            """
                .formatted(gateway, attributes));
  }

  static byte[] resource(String name) {
    try (InputStream stream = StrictPage.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Waiting.await(server.close());
  }
}
