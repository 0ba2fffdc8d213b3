package rapport.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints.Order;

/** The JSON of an {@link Understanding}; what does not restrict is left out. */
final class UnderstandingJson {
  private UnderstandingJson() {}

  static JsonObject write(Understanding understanding) {
    JsonObject json = constraints(understanding.constraints()).put("text", understanding.text());
    putAll(json, "about", understanding.about());
    Following following = understanding.following();
    put(json, "following", following == Following.NEW ? null : lower(following));
    put(json, "reason", understanding.reason());
    Relaxed relaxed = understanding.relaxed();
    if (relaxed != null) {
      json.put(
          "relaxed",
          new JsonObject()
              .put("constraint", relaxed.constraint())
              .put("wanted", relaxed.wanted())
              .put("closest", relaxed.closest()));
    }
    return json;
  }

  private static JsonObject constraints(Constraints c) {
    JsonObject json = new JsonObject();
    put(json, "min_price", c.minPrice());
    put(json, "max_price", c.maxPrice());
    putAll(json, "brands", c.brands());
    putAll(json, "not_brands", c.notBrands());
    put(json, "category", c.category());
    putAll(json, "colours", c.colours().stream().map(Colour::code).toList());
    putAll(json, "not_colours", c.notColours().stream().map(Colour::code).toList());
    putAll(json, "sizes", c.sizes());
    putAll(json, "without", c.without());
    put(json, "in_stock", c.inStock() ? true : null);
    put(json, "min_rating", c.minRating());
    put(json, "order", c.order() == Order.FIT ? null : lower(c.order()));
    return json;
  }

  static Understanding read(JsonObject json) {
    JsonObject relaxed = json.getJsonObject("relaxed");
    return new Understanding(
        json.getString("text"),
        Following.valueOf(json.getString("following", "new").toUpperCase(Locale.ROOT)),
        json.getString("reason"),
        list(json, "about", text -> text),
        readConstraints(json),
        relaxed == null
            ? null
            : new Relaxed(
                relaxed.getString("constraint"),
                relaxed.getString("wanted"),
                relaxed.getString("closest")));
  }

  private static Constraints readConstraints(JsonObject json) {
    return new Constraints(
        json.getLong("min_price"),
        json.getLong("max_price"),
        list(json, "brands", text -> text),
        list(json, "not_brands", text -> text),
        json.getString("category"),
        list(json, "colours", UnderstandingJson::colour),
        list(json, "not_colours", UnderstandingJson::colour),
        list(json, "sizes", text -> text),
        list(json, "without", text -> text),
        json.getBoolean("in_stock", false),
        json.getDouble("min_rating"),
        Order.valueOf(json.getString("order", "fit").toUpperCase(Locale.ROOT)));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Colour colour(String code) {
    return Colour.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static void put(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void putAll(JsonObject json, String name, List<String> values) {
    if (!values.isEmpty()) {
      json.put(name, new JsonArray(values));
    }
  }

  private static <T> List<T> list(JsonObject json, String name, Function<String, T> reader) {
    JsonArray values = json.getJsonArray(name);
    return values == null
        ? List.of()
        : values.stream().map(value -> reader.apply(value.toString())).toList();
  }
}
