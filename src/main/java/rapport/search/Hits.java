package rapport.search;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Candidate;
import rapport.chat.Card;
import rapport.chat.FaqSource;
import rapport.chat.Money;
import rapport.search.Retrieved.FaqHit;
import rapport.search.Retrieved.ProductHit;
import rapport.search.Retriever.Encoded;
import rapport.search.Selection.Scored;

/** Turns rows of the search statements into hits. */
final class Hits {
  /** What words count when a question's words are all in a title. */
  private static final double ALL_WORDS = 0.75;

  /**
   * The share of a question's words that makes a row fit, whatever its vector says: model numbers,
   * names.
   */
  private static final double ENOUGH_WORDS = 0.75;

  private final Search search;
  private final Encoded encoded;
  private final double minScore;
  private final Why why;
  private final List<Scored> products = new ArrayList<>();
  private final List<FaqHit> faqs = new ArrayList<>();
  private final List<Candidate> faqCandidates = new ArrayList<>();

  Hits(Search search, Encoded encoded, double minScore) {
    this.search = search;
    this.encoded = encoded;
    this.minScore = minScore;
    this.why = new Why(search);
  }

  List<ProductHit> products() {
    return Selection.of(products, search).stream().map(this::product).toList();
  }

  List<FaqHit> faqs() {
    return faqs;
  }

  List<Candidate> faqCandidates() {
    return faqCandidates;
  }

  List<Candidate> candidates() {
    return products.stream().map(Scored::row).map(Hits::candidate).toList();
  }

  void add(Row row) {
    double score = score(row);
    boolean asked = search.about().contains(row.getString("id"));
    if ("product".equals(row.getString("kind"))) {
      // What is asked about fits, whatever is asked.
      products.add(new Scored(row, score, asked || score >= minScore));
    } else {
      faqs.add(new FaqHit(faq(row, score), score >= minScore));
      faqCandidates.add(candidate(row));
    }
  }

  /**
   * How sure it is that the row fits: similarity of the vectors; at least the threshold when nearly
   * all of the question's words are there.
   */
  private double score(Row row) {
    double coverage = Math.min(1, row.getDouble("words") / ALL_WORDS);
    Double similarity = row.getDouble("similarity");
    if (similarity == null) {
      return coverage;
    }
    double score = encoded.calibrated(similarity);
    return coverage >= ENOUGH_WORDS ? Math.max(score, minScore * coverage / ENOUGH_WORDS) : score;
  }

  private static Candidate candidate(Row row) {
    return new Candidate(
        row.getString("id"),
        row.getDouble("similarity"),
        row.getDouble("words"),
        row.getDouble("merit"),
        row.getDouble("score"));
  }

  private ProductHit product(Scored scored) {
    Row row = scored.row();
    Map<String, String> attributes = attributes(row.getString("attributes"));
    Card card = card(row, scored.score());
    String description = row.getString("description");
    return new ProductHit(
        card.because(why.facts(card, attributes)),
        description,
        scored.supported(),
        search.about().isEmpty() ? List.of() : Evidence.passages(attributes, description));
  }

  private static Card card(Row row, double score) {
    Float rating = row.getFloat("rating");
    Integer count = row.getInteger("rating_count");
    return new Card(
        row.getString("id"),
        row.getString("title"),
        row.getString("url"),
        row.getString("image"),
        money(row, "price"),
        money(row, "list_price"),
        row.getString("brand"),
        row.getString("category"),
        Availability.of(row.getString("availability")),
        rating == null ? null : new Card.Rating(oneDecimal(rating), count == null ? 0 : count),
        score,
        List.of());
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

  private static Map<String, String> attributes(@Nullable String json) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (json != null) {
      JsonArray pairs = new JsonArray(json);
      for (int i = 0; i < pairs.size(); i++) {
        JsonArray pair = pairs.getJsonArray(i);
        attributes.put(pair.getString(0), pair.getString(1));
      }
    }
    return attributes;
  }
}
