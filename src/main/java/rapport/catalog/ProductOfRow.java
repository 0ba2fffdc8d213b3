package rapport.catalog;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Language;
import rapport.chat.Money;

/** A product from the row that {@link CatalogSql#PRODUCT} gives. */
final class ProductOfRow {
  private ProductOfRow() {}

  static Product read(Language language, Row row) {
    return new Product(
        row.getString("id"),
        language,
        row.getString("title"),
        row.getString("description"),
        row.getString("url"),
        row.getString("image"),
        money(row, "price"),
        money(row, "list_price"),
        Availability.of(row.getString("availability")),
        row.getString("brand"),
        row.getString("category"),
        row.getString("gtin"),
        rating(row),
        attributes(row.getJsonArray("attributes")));
  }

  private static @Nullable Money money(Row row, String column) {
    Long amount = row.getLong(column);
    String currency = row.getString("currency");
    return amount == null || currency == null ? null : new Money(amount, currency);
  }

  private static Card.@Nullable Rating rating(Row row) {
    Double value = row.getDouble("rating");
    Integer count = row.getInteger("rating_count");
    return value == null ? null : new Card.Rating(value, count == null ? 0 : count);
  }

  private static Map<String, String> attributes(JsonArray pairs) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      JsonArray pair = pairs.getJsonArray(i);
      attributes.put(pair.getString(0), pair.getString(1));
    }
    return attributes;
  }
}
