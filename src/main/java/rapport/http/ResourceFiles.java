package rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one folder of the class path, read and compressed once, then served from memory.
 * Compressing them here keeps the compressor out of the server, where it would sit before every
 * socket and every stream. Belongs to one event loop.
 *
 * <p>Only names of letters, digits, {@code -} and {@code _} with a known ending are looked at, so
 * no path leaves the folder.
 */
final class ResourceFiles implements Handler<RoutingContext> {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");
  private static final Pattern NAME =
      Pattern.compile("(?:/[A-Za-z0-9_-]+)+\\.(?<ending>html|js|css|svg)");

  /** The page names the scripts, so it must be the newest; those may be a few minutes old. */
  private static final String PAGE_CACHING = "no-cache";

  private static final String FILE_CACHING = "public, max-age=300";

  private final String folder;
  private final Map<String, Future<Optional<ResourceFile>>> files = new HashMap<>();

  /**
   * @param folder as {@link Class#getResource} takes it; its {@code /index.html} stands for {@code
   *     /}
   */
  ResourceFiles(String folder) {
    this.folder = folder;
  }

  @Override
  public void handle(RoutingContext routing) {
    String path = routing.normalizedPath();
    String name = path.equals("/") ? "/index.html" : path;
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      routing.next();
      return;
    }
    String type = Objects.requireNonNull(TYPES.get(matcher.group("ending")));
    file(routing.vertx(), name)
        .onSuccess(file -> file.ifPresentOrElse(f -> serve(routing, type, f), routing::next))
        .onFailure(routing::fail);
  }

  /** What is not there is not remembered: such names have no end. */
  private Future<Optional<ResourceFile>> file(Vertx vertx, String name) {
    Future<Optional<ResourceFile>> known = files.get(name);
    return known != null
        ? known
        : vertx
            .executeBlocking(() -> read(folder + name), false)
            .onSuccess(file -> file.ifPresent(f -> files.put(name, Future.succeededFuture(file))));
  }

  private static Optional<ResourceFile> read(String resource) throws IOException {
    try (InputStream stream = ResourceFiles.class.getResourceAsStream(resource)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(ResourceFile.of(stream.readAllBytes()));
    }
  }

  private static void serve(RoutingContext routing, String type, ResourceFile file) {
    HttpServerResponse response =
        routing
            .response()
            .putHeader(HttpHeaders.ETAG, file.tag())
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader(
                HttpHeaders.CACHE_CONTROL,
                type.startsWith("text/html") ? PAGE_CACHING : FILE_CACHING);
    if (file.isKnownTo(routing.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    boolean packed =
        ResourceFile.takesGzip(routing.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    if (packed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    send(routing, type, packed ? file.gzipped() : file.plain());
  }

  /** The length is said here, since the answer to a HEAD has no body to take it from. */
  private static void send(RoutingContext routing, String type, Buffer body) {
    HttpServerResponse response =
        routing
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, type)
            .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (HttpMethod.HEAD.equals(routing.request().method())) {
      response.end();
    } else {
      response.end(body);
    }
  }
}
