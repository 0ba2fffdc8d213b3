package rapport.load.compare;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.ProductRow;
import rapport.catalog.Fingerprint;
import rapport.catalog.Product;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.encode.Embedding;

/**
 * Many products out of the ones that a database has: each is like one of them, with some words of
 * another's title, a vector moved towards that other one's and along the difference of two more
 * (noise in the directions in which the catalogue itself varies), a price nearby, and an id and a
 * number of its own. Stock and ratings, which a feed may lack, are invented. The same each time.
 */
public final class GrownProducts {
  private static final long SEED = 20_261_123;
  private static final Fingerprint GROWN = new Fingerprint("grown", "grown");

  /** A stored product. */
  @SuppressWarnings("ArrayRecordComponent") // ours alone, and never compared
  private record Real(Product product, float[] vector) {}

  private final List<Real> real;

  private GrownProducts(List<Real> real) {
    this.real = real;
  }

  /** Reads what a database has in a language. */
  public static Future<GrownProducts> of(Pool pool, Language language) {
    return pool.preparedQuery(CompareSql.PRODUCTS)
        .execute(Tuple.of(language.code()))
        .map(rows -> {
          List<Real> real = new ArrayList<>();
          rows.forEach(row ->
              real.add(new Real(product(row, language), floats(row.getString("embedding")))));
          return new GrownProducts(real);
        });
  }

  public int real() {
    return real.size();
  }

  /** Any number has its product. */
  public ProductRow row(int number) {
    SplittableRandom random = new SplittableRandom(SEED * 31 + number);
    Real base = real.get(number % real.size());
    Real other = any(random);
    Product product = product(base.product(), other.product(), number, random);
    return new ProductRow(product, GROWN, vector(base, other, random));
  }

  private Real any(SplittableRandom random) {
    return real.get(random.nextInt(real.size()));
  }

  private static Product product(Product base, Product other, int number, SplittableRandom random) {
    return new Product(
        "g" + number,
        base.language(),
        title(base.title(), other.title(), random),
        base.description(),
        null,
        null,
        price(base.price(), random),
        null,
        random.nextInt(4) == 0 ? Availability.OUT_OF_STOCK : Availability.IN_STOCK,
        base.brand(),
        base.category() == null ? kind(base.attributes()) : base.category(),
        "%013d".formatted(random.nextLong(10_000_000_000_000L)),
        random.nextInt(5) < 2 ? null : rating(random),
        base.attributes());
  }

  /** One word less, one or two of the other title's instead, sometimes one more. */
  private static String title(String base, String other, SplittableRandom random) {
    List<String> words = new ArrayList<>(List.of(base.split(" ", -1)));
    List<String> others = List.of(other.split(" ", -1));
    if (words.size() > 3) {
      words.remove(random.nextInt(words.size()));
    }
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      words.set(random.nextInt(words.size()), others.get(random.nextInt(others.size())));
    }
    if (random.nextBoolean()) {
      words.add(random.nextInt(words.size()), others.get(random.nextInt(others.size())));
    }
    return String.join(" ", words);
  }

  private static @Nullable Money price(@Nullable Money base, SplittableRandom random) {
    return base == null
        ? null
        : new Money((long) (base.amount() * random.nextDouble(0.75, 1.25)), base.currency());
  }

  private static @Nullable String kind(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .filter(attribute -> attribute.getKey().matches("(?i).*type"))
        .map(attribute -> "Things > " + attribute.getValue())
        .findFirst()
        .orElse(null);
  }

  private static Card.Rating rating(SplittableRandom random) {
    return new Card.Rating(random.nextInt(20, 51) / 10.0, random.nextInt(1, 500));
  }

  private Embedding vector(Real base, Real other, SplittableRandom random) {
    float[] from = any(random).vector();
    float[] to = any(random).vector();
    float towards = (float) random.nextDouble(0.05, 0.3);
    float noise = (float) random.nextDouble(0.05, 0.3);
    float[] moved = new float[base.vector().length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] =
          base.vector()[i]
              + towards * (other.vector()[i] - base.vector()[i])
              + noise * (to[i] - from[i]);
    }
    return Embedding.normalized(moved);
  }

  private static Product product(Row row, Language language) {
    Long price = row.getLong("price");
    return new Product(
        row.getString("id"),
        language,
        row.getString("title"),
        row.getString("description"),
        null,
        null,
        price == null ? null : new Money(price, row.getString("currency")),
        null,
        Availability.IN_STOCK,
        row.getString("brand"),
        row.getString("category"),
        row.getString("gtin"),
        null,
        attributes(row.getString("attributes")));
  }

  private static Map<String, String> attributes(String json) {
    Map<String, String> attributes = new LinkedHashMap<>();
    JsonArray pairs = new JsonArray(json);
    for (int i = 0; i < pairs.size(); i++) {
      attributes.put(pairs.getJsonArray(i).getString(0), pairs.getJsonArray(i).getString(1));
    }
    return attributes;
  }

  /** A vector in pgvector's text form. */
  public static float[] floats(String literal) {
    String[] numbers = literal.substring(1, literal.length() - 1).split(",", -1);
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(numbers[i]);
    }
    return floats;
  }
}
