package rapport.search;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.FaqSource;
import rapport.chat.Money;
import rapport.search.Retrieved.FaqHit;
import rapport.search.Retrieved.ProductHit;

/** Turns rows of the search statements into hits. */
final class Hits {
  /**
   * The share of a question's words that makes a row fit, whatever its vector says: model numbers,
   * names.
   */
  private static final double ENOUGH_WORDS = 0.75;

  private final Retriever.Found found;
  private final double minScore;
  private final List<ProductHit> products = new ArrayList<>();
  private final List<FaqHit> faqs = new ArrayList<>();

  Hits(Retriever.Found found, double minScore) {
    this.found = found;
    this.minScore = minScore;
  }

  List<ProductHit> products() {
    return products;
  }

  List<FaqHit> faqs() {
    return faqs;
  }

  void add(Row row) {
    double score = score(row);
    boolean supported = score >= minScore;
    if ("product".equals(row.getString("kind"))) {
      products.add(new ProductHit(card(row, score), row.getString("description"), supported));
    } else {
      faqs.add(new FaqHit(faq(row, score), supported));
    }
  }

  /**
   * Similarity of the vectors; at least the threshold when nearly all of the question's words are
   * there.
   */
  private double score(Row row) {
    double coverage = row.getDouble("coverage");
    Double similarity = row.getDouble("similarity");
    if (similarity == null) {
      return coverage;
    }
    double score = found.encoded().calibrated(similarity);
    return coverage >= ENOUGH_WORDS ? Math.max(score, minScore * coverage / ENOUGH_WORDS) : score;
  }

  private Card card(Row row, double score) {
    Money price = money(row, "price");
    Availability availability = Availability.of(row.getString("availability"));
    Float rating = row.getFloat("rating");
    Integer count = row.getInteger("rating_count");
    Card.Rating rated =
        rating == null ? null : new Card.Rating(oneDecimal(rating), count == null ? 0 : count);
    return new Card(
        row.getString("id"),
        row.getString("title"),
        row.getString("url"),
        row.getString("image"),
        price,
        money(row, "list_price"),
        row.getString("brand"),
        row.getString("category"),
        availability,
        rated,
        score,
        Why.facts(found, price, availability, attributes(row.getJsonArray("attributes"))));
  }

  private static double oneDecimal(float rating) {
    return Math.round(rating * 10) / 10.0;
  }

  private static FaqSource faq(Row row, double score) {
    return new FaqSource(
        row.getString("id"),
        row.getString("title"),
        row.getString("description"),
        row.getString("url"),
        score);
  }

  private static @Nullable Money money(Row row, String column) {
    Long amount = row.getLong(column);
    String currency = row.getString("currency");
    return amount == null || currency == null ? null : new Money(amount, currency);
  }

  private static Map<String, String> attributes(@Nullable JsonArray pairs) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (pairs != null) {
      for (int i = 0; i < pairs.size(); i++) {
        JsonArray pair = pairs.getJsonArray(i);
        attributes.put(pair.getString(0), pair.getString(1));
      }
    }
    return attributes;
  }
}
