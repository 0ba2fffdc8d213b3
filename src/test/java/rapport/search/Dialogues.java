package rapport.search;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Money;
import rapport.chat.Topic;
import rapport.words.Brands;

/** Follow-ups that were written down, over the demo catalogue of one language. */
final class Dialogues {
  private final Map<String, Card> cards = new HashMap<>();
  private final Set<String> kinds = new HashSet<>();
  private final ConstraintReader reader;
  private final FollowUps followUps;

  Dialogues(String locale) {
    read("/demo/products." + locale + ".jsonl").forEach(this::add);
    Set<String> brands =
        cards.values().stream()
            .map(Card::brand)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    reader = new ConstraintReader(locale.equals("zh") ? "CNY" : "USD", new Brands(brands));
    followUps = new FollowUps(reader, new Brands(brands), kinds::contains);
  }

  FollowUps followUps() {
    return followUps;
  }

  ConstraintReader reader() {
    return reader;
  }

  /** A question after a topic, and what it must mean. */
  record Dialogue(JsonObject json) {
    String locale() {
      return json.getString("locale");
    }

    String ask() {
      return json.getString("ask");
    }

    /** The same question with all that it leaves out; null where nobody would ask so. */
    @Nullable String spelled() {
      return json.getString("spelled");
    }

    @Nullable JsonObject topicJson() {
      return json.getJsonObject("topic");
    }

    JsonObject expected() {
      JsonObject expected = json.getJsonObject("expect");
      return new JsonObject()
          .put("kind", expected.getString("kind"))
          .put("text", Dialogues.plain(expected.getString("text", ask())))
          .put("constraints", constraints(expected.getJsonObject("constraints")).toString())
          .put("about", expected.getJsonArray("about", new JsonArray()).getList())
          .put("except", expected.getJsonArray("except", new JsonArray()).getList());
    }

    @Override
    public String toString() {
      JsonArray before = json.getJsonArray("before", new JsonArray());
      return locale() + ": " + before.getList() + " " + ask();
    }
  }

  static List<Dialogue> of(String file) {
    return read("/dialogues/" + file).map(Dialogue::new).toList();
  }

  /** What the code makes of it, in the form of {@link Dialogue#expected}. */
  JsonObject understood(Dialogue dialogue) {
    FollowUp up = followUps.resolve(dialogue.ask(), topic(dialogue.json.getJsonObject("topic")));
    return new JsonObject()
        .put("kind", up.kind().name())
        .put("text", plain(up.text()))
        .put("constraints", up.constraints().toString())
        .put("about", up.about())
        .put("except", up.except());
  }

  @Nullable Topic topic(@Nullable JsonObject json) {
    return json == null
        ? null
        : new Topic(
            json.getString("text"),
            constraints(json.getJsonObject("constraints", new JsonObject())),
            strings(json, "shown").map(this::card).toList(),
            strings(json, "meant").toList(),
            json.getInteger("age", 0));
  }

  private Card card(String id) {
    return Objects.requireNonNull(cards.get(id), id);
  }

  private static Constraints constraints(JsonObject json) {
    return Constraints.NONE
        .withPrice(json.getLong("minPrice"), json.getLong("maxPrice"))
        .withBrands(strings(json, "brands").toList())
        .withNotBrands(strings(json, "notBrands").toList())
        .withColours(colours(json, "colours"))
        .withNotColours(colours(json, "notColours"))
        .withSizes(strings(json, "sizes").toList())
        .withInStock(json.getBoolean("inStock", false))
        .withMinRating(json.getDouble("minRating"))
        .withOrder(Constraints.Order.valueOf(json.getString("order", "FIT")));
  }

  private static List<Colour> colours(JsonObject json, String key) {
    return strings(json, key).map(Colour::valueOf).sorted().toList();
  }

  private static Stream<String> strings(JsonObject json, String key) {
    return json.getJsonArray(key, new JsonArray()).stream().map(String.class::cast);
  }

  /** Punctuation and case make no other text. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private void add(JsonObject product) {
    String[] price = product.getString("sale_price", product.getString("price")).split(" ", -1);
    String type = product.getString("product_type");
    cards.put(
        product.getString("id"),
        new Card(
            product.getString("id"),
            product.getString("title"),
            null,
            null,
            new Money(new BigDecimal(price[0]).movePointRight(2).longValueExact(), price[1]),
            null,
            product.getString("brand"),
            type,
            Availability.of(product.getString("availability")),
            new Card.Rating(Double.parseDouble(product.getString("rating")), 1),
            1,
            List.of()));
    addKinds(type.substring(type.lastIndexOf('>') + 1).strip().toLowerCase(Locale.ROOT));
  }

  private void addKinds(String type) {
    for (String kind : type.split(" & |与", -1)) {
      kinds.add(kind);
      kinds.add(kind.replaceAll("s$", ""));
      for (int i = 0; i < kind.length() - 1; i++) {
        boolean starts = i == 0 || kind.charAt(i - 1) == ' ' || kind.charAt(i) > 0x2E80;
        if (starts) {
          kinds.add(kind.substring(i));
          kinds.add(kind.substring(i).replaceAll("s$", ""));
        }
      }
    }
  }

  private static Stream<JsonObject> read(String resource) {
    try (InputStream in = Dialogues.class.getResourceAsStream(resource)) {
      String lines =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      return lines.lines().map(JsonObject::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
