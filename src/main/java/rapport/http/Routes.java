package rapport.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import rapport.catalog.Catalog;
import rapport.ingest.Ingest;
import rapport.journal.Journal;
import rapport.search.Retriever;
import rapport.session.Admission;
import rapport.telemetry.Telemetry;

/** Every public route, as a table. */
public final class Routes {
  private Routes() {}

  /**
   * @param chat takes {@code GET /v1/chat} over
   * @param completions adds the routes of a door that answers for its own failures
   * @param admission shared by the doors of all event loops
   */
  public static Router of(
      Vertx vertx,
      Handler<HttpServerRequest> chat,
      Consumer<Router> completions,
      Retriever retriever,
      Admission admission,
      Ingest ingest,
      Catalog catalog,
      Journal journal,
      AdminSettings admin,
      Telemetry telemetry) {
    Bearer bearer = new Bearer(admin);
    Router router = Router.router(vertx);
    router.get("/v1/chat").handler(routing -> chat.handle(routing.request()));
    completions.accept(router);
    router.get("/v1/search").handler(new SearchRoute(retriever, admission));
    router.get("/v1/products/:id").handler(new ProductRoute(catalog));
    router.get("/v1/conversations/:id").handler(new RecordRoute(journal, bearer));
    router.get("/v1/turns/:id").handler(new TurnRoute(journal, bearer));
    new CatalogueRoutes(ingest, catalog, bearer).addTo(router);
    WebPages.addTo(router);
    HttpErrors.addTo(router, fault -> telemetry.count("errors", "code", fault.code()));
    return router;
  }

  /** Answers what is no HTTP or is too long for it, and closes the connection. */
  public static void unreadable(HttpServerRequest request) {
    HttpErrors.unreadable(request);
  }
}
