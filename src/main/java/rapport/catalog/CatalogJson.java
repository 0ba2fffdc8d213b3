package rapport.catalog;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.FaqRow;
import rapport.catalog.Catalog.ProductRow;
import rapport.chat.Card;
import rapport.chat.Money;
import rapport.encode.Embedding;

/** Rows as {@link CatalogSql}'s statements take them: one object a row, one member a column. */
final class CatalogJson {
  private CatalogJson() {}

  static JsonObject product(ProductRow row) {
    Product p = row.product();
    RowWords words = RowWords.of(p);
    Money price = p.price();
    Money listPrice = p.listPrice();
    Card.Rating rating = p.rating();
    return new JsonObject()
        .put("language", p.language().code())
        .put("id", p.id())
        .put("title", p.title())
        .put("description", p.description())
        .put("url", p.url())
        .put("image", p.image())
        .put("price", price == null ? null : price.amount())
        .put("list_price", listPrice == null ? null : listPrice.amount())
        .put("currency", price == null ? null : price.currency())
        .put("availability", p.availability().code())
        .put("brand", p.brand())
        .put("category", p.category())
        .put("gtin", p.gtin())
        .put("rating", rating == null ? null : rating.value())
        .put("rating_count", rating == null ? null : rating.count())
        .put("attributes", attributes(p))
        .put("terms", new JsonArray(List.copyOf(words.terms())))
        .put("lexical", words.lexical())
        .put("embedding", literal(row.vector()))
        .put("row_hash", row.fingerprint().row())
        .put("text_hash", row.fingerprint().text());
  }

  static JsonObject faq(FaqRow row) {
    Faq f = row.faq();
    RowWords words = RowWords.of(f);
    return new JsonObject()
        .put("language", f.language().code())
        .put("id", f.id())
        .put("question", f.question())
        .put("answer", f.answer())
        .put("category", f.category())
        .put("link", f.link())
        .put("terms", new JsonArray(List.copyOf(words.terms())))
        .put("lexical", words.lexical())
        .put("question_embedding", literal(row.questionVector()))
        .put("answer_embedding", literal(row.answerVector()))
        .put("row_hash", row.fingerprint().row())
        .put("text_hash", row.fingerprint().text());
  }

  /** An array of pairs: a JSON object would lose the feed's order in the database. */
  private static JsonArray attributes(Product product) {
    JsonArray pairs = new JsonArray();
    product.attributes().forEach((name, value) -> pairs.add(new JsonArray().add(name).add(value)));
    return pairs;
  }

  private static @Nullable String literal(@Nullable Embedding vector) {
    return vector == null ? null : vector.literal();
  }
}
