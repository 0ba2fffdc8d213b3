package rapport.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The widget and the demo shop, from the class path. */
final class WebPages {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' https: http: data:; style-src 'self'; base-uri 'none'; form-action 'self'";

  private WebPages() {}

  static void addTo(Router router) {
    pages(router.route()).handler(WebPages::headers);
    pages(router.route("/demo/images/*")).handler(files("demo/images"));
    // The shop's own addresses: its script shows what they name.
    router.getWithRegex("/(?:products|help)/[^/]+").handler(r -> r.reroute("/"));
    pages(router.route()).handler(files("web").setIndexPage("index.html"));
  }

  private static Route pages(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static StaticHandler files(String folder) {
    return StaticHandler.create(folder)
        .setFilesReadOnly(true)
        .setDirectoryListing(false)
        .setIncludeHidden(false)
        .setDefaultContentEncoding("UTF-8")
        .setMaxAgeSeconds(300);
  }

  private static void headers(RoutingContext routing) {
    routing
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    // Shops embed the widget from other origins.
    if (routing.request().path().startsWith("/widget")) {
      routing.response().putHeader("Access-Control-Allow-Origin", "*");
    }
    routing.next();
  }
}
