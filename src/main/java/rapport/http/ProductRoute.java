package rapport.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import rapport.catalog.Catalog;
import rapport.catalog.Product;
import rapport.chat.Card;
import rapport.chat.Language;
import rapport.chat.RecordJson;
import rapport.chat.Texts;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * {@code GET /v1/products/ID?locale=}: a product's card with its {@code description} and its {@code
 * attributes}, pairs in the feed's order.
 */
final class ProductRoute implements Handler<RoutingContext> {
  private final Catalog catalog;

  ProductRoute(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void handle(RoutingContext routing) {
    String id = Texts.storable(routing.pathParam("id"));
    String locale = routing.request().getParam("locale");
    Language language = locale == null ? Language.ENGLISH : Language.of(locale);
    catalog
        .find(language, id)
        .map(found ->
            found.orElseThrow(
                () -> new GatewayException(Fault.NOT_FOUND, "id: " + id + " is not there")))
        .onSuccess(product -> Json.ok(routing, json(product)))
        .onFailure(routing::fail);
  }

  private static JsonObject json(Product product) {
    JsonArray attributes = new JsonArray();
    product
        .attributes()
        .forEach((name, value) -> attributes.add(new JsonArray().add(name).add(value)));
    JsonObject json = RecordJson.card(card(product)).put("attributes", attributes);
    json.remove("score");
    json.remove("why");
    return product.description() == null ? json : json.put("description", product.description());
  }

  private static Card card(Product p) {
    return new Card(
        p.id(),
        p.title(),
        p.url(),
        p.image(),
        p.price(),
        p.listPrice(),
        p.brand(),
        p.category(),
        p.availability(),
        p.rating(),
        0,
        List.of());
  }
}
