package rapport.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Fields of the right type, or a {@link BadField} that says what is wrong. Null counts as absent.
 *
 * @param path what stands before the names of these fields in messages
 */
record Fields(JsonObject json, String path) {
  private static final int SHOWN = 40;

  @Nullable String text(String name) {
    return (String) value(name, String.class, "a string");
  }

  /** Of at most {@code longest} characters; blank counts as absent. */
  @Nullable String name(String name, int longest) {
    String text = text(name);
    if (text != null && text.length() > longest) {
      throw new BadField(
          path + name, text.length() + " characters", "at most " + longest + " characters");
    }
    return text == null || text.isBlank() ? null : text;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(value(name, Boolean.class, "true or false"));
  }

  @Nullable Double number(String name) {
    Number number = (Number) value(name, Number.class, "a number");
    return number == null ? null : number.doubleValue();
  }

  /** Whole and at least 1. */
  @Nullable Integer count(String name) {
    Number number = (Number) value(name, Number.class, "a whole number");
    if (number == null) {
      return null;
    }
    if (!(number instanceof Integer || number instanceof Long) || number.longValue() < 1) {
      throw new BadField(path + name, shown(number), "a whole number, 1 or more");
    }
    return (int) Math.min(Integer.MAX_VALUE, number.longValue());
  }

  @Nullable Fields object(String name) {
    JsonObject object = (JsonObject) value(name, JsonObject.class, "an object");
    return object == null ? null : new Fields(object, path + name + ".");
  }

  @Nullable JsonArray array(String name) {
    return (JsonArray) value(name, JsonArray.class, "an array");
  }

  private @Nullable Object value(String name, Class<?> type, String expected) {
    Object value = json.getValue(name);
    if (value != null && !type.isInstance(value)) {
      throw new BadField(path + name, shown(value), expected);
    }
    return value;
  }

  static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
