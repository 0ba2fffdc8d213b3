package rapport.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The widget and the demo shop, from the class path. */
final class WebPages {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' https: http: data:; style-src 'self'; base-uri 'none'; form-action 'self'";

  private WebPages() {}

  static void addTo(Router router) {
    ResourceFiles shop = new ResourceFiles("/web");
    ResourceFiles catalogue = new ResourceFiles("");
    router.route("/*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(WebPages::headers);
    router
        .route("/demo/images/*")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(catalogue);
    // The shop's own addresses: its script shows what they name.
    router
        .routeWithRegex("/(?:products|help)/[^/]+")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(routing -> routing.reroute("/"));
    router.route("/*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(shop);
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
