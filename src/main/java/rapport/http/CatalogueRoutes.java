package rapport.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.chat.Texts;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;

/** Changes to the catalogue, by administrators: rows as NDJSON, streamed, and removals. */
final class CatalogueRoutes {
  private final Ingest ingest;
  private final Catalog catalog;
  private final Bearer bearer;

  CatalogueRoutes(Ingest ingest, Catalog catalog, Bearer bearer) {
    this.ingest = ingest;
    this.catalog = catalog;
    this.bearer = bearer;
  }

  void addTo(Router router) {
    router.post("/v1/products").handler(bearer::requireAdmin).handler(r -> put(r, Kind.PRODUCT));
    router.post("/v1/faqs").handler(bearer::requireAdmin).handler(r -> put(r, Kind.FAQ));
    router
        .delete("/v1/products/:id")
        .handler(bearer::requireAdmin)
        .handler(r -> remove(r, Kind.PRODUCT));
    router.delete("/v1/faqs/:id").handler(bearer::requireAdmin).handler(r -> remove(r, Kind.FAQ));
  }

  private void put(RoutingContext routing, Kind kind) {
    RowSource body = RowSource.body(routing.request());
    String locale = routing.request().getParam("locale");
    IngestRequest load =
        IngestRequest.of(kind, List.of(body))
            .withLanguage(locale == null ? Language.ENGLISH : Language.of(locale));
    ingest
        .load(load, Progress.NONE)
        .onSuccess(summary -> Json.ok(routing, summary.json()))
        .onFailure(routing::fail);
  }

  private void remove(RoutingContext routing, Kind kind) {
    String id = routing.pathParam("id");
    // What cannot be stored cannot be there.
    Future<Boolean> removed =
        Texts.storable(id).equals(id) ? catalog.remove(kind, id) : Future.succeededFuture(false);
    removed
        .compose(was ->
            was
                ? Future.succeededFuture()
                : Future.failedFuture(
                    new GatewayException(Fault.NOT_FOUND, "id: " + id + " is not there")))
        .onSuccess(done -> Json.ok(routing, new JsonObject().put("removed", id)))
        .onFailure(routing::fail);
  }
}
