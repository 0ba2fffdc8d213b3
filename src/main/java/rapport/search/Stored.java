package rapport.search;

import io.netty.buffer.ByteBufUtil;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.FaqSource;
import rapport.chat.Money;
import rapport.words.Analyzer;

/** A row of the catalogue as its table has it, whatever was asked. Immutable. */
sealed interface Stored {
  /** What a row is besides its texts, in bytes. */
  int ROW = 400;

  /** What stands around a word, or a pair of them. */
  int WORDS = 100;

  String id();

  /** About how many bytes it takes in memory. */
  int weight();

  /**
   * A product.
   *
   * @param card with neither score nor reasons
   * @param rating as exact as the table has it, or null
   * @param attributes in the catalogue's order
   * @param telling the words of its title, and its brand
   */
  record Product(
      Card card,
      @Nullable String description,
      @Nullable Float rating,
      Map<String, String> attributes,
      Set<String> telling)
      implements Stored {
    @Override
    public String id() {
      return card.id();
    }

    @Override
    public int weight() {
      int weight = ROW + weightOf(card.title(), description, card.url(), card.image());
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        weight += WORDS + weightOf(attribute.getKey(), attribute.getValue());
      }
      for (String word : telling) {
        weight += WORDS + weightOf(word);
      }
      return weight;
    }
  }

  /**
   * An FAQ.
   *
   * @param source without a score
   */
  record Faq(FaqSource source) implements Stored {
    @Override
    public String id() {
      return source.id();
    }

    @Override
    public int weight() {
      return ROW + weightOf(source.question(), source.answer(), source.link());
    }
  }

  /**
   * @param row with the columns of {@link SearchSql}
   * @param analyzer of the row's language
   */
  static Stored of(Row row, Analyzer analyzer) {
    return "product".equals(row.getString("kind"))
        ? new Product(
            card(row),
            row.getString("description"),
            row.getFloat("rating"),
            attributes(row.getString("attributes")),
            telling(row, analyzer))
        : new Faq(faq(row));
  }

  private static int weightOf(@Nullable String... texts) {
    int weight = 0;
    for (String text : texts) {
      weight += text == null ? 0 : ByteBufUtil.utf8Bytes(text);
    }
    return weight;
  }

  private static Card card(Row row) {
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
        0,
        List.of());
  }

  private static double oneDecimal(float rating) {
    return Math.round(rating * 10) / 10.0;
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
    return Collections.unmodifiableMap(attributes);
  }

  private static Set<String> telling(Row row, Analyzer analyzer) {
    Set<String> words = new HashSet<>(analyzer.words(row.getString("title")));
    words.add("by:" + String.valueOf(row.getString("brand")).toLowerCase(Locale.ROOT));
    return Set.copyOf(words);
  }

  private static FaqSource faq(Row row) {
    return new FaqSource(
        row.getString("id"),
        row.getString("title"),
        row.getString("description"),
        row.getString("url"),
        0);
  }
}
