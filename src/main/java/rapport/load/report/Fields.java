package rapport.load.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * One object of a document, read field by field. What is wrong fails with {@code bad_request} and
 * the field's whole path.
 */
final class Fields {
  private static final int SHOWN = 40;

  private final JsonObject json;
  private final String path;

  private Fields(JsonObject json, String path) {
    this.json = json;
    this.path = path;
  }

  static Fields of(JsonObject document) {
    return new Fields(document, "");
  }

  JsonObject json() {
    return json;
  }

  List<String> names() {
    return List.copyOf(json.fieldNames());
  }

  Fields object(String name) {
    Fields object = objectOrNull(name);
    if (object == null) {
      throw wrong(name, null, "an object");
    }
    return object;
  }

  @Nullable Fields objectOrNull(String name) {
    Object value = json.getValue(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject object)) {
      throw wrong(name, value, "an object");
    }
    return new Fields(object, path + name + ".");
  }

  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    JsonArray array = array(name);
    for (int i = 0; i < array.size(); i++) {
      if (!(array.getValue(i) instanceof JsonObject object)) {
        throw wrong(name + "[" + i + "]", array.getValue(i), "an object");
      }
      objects.add(new Fields(object, path + name + "[" + i + "]."));
    }
    return objects;
  }

  /** Empty when the field is missing. */
  List<Fields> objectsIfAny(String name) {
    return json.getValue(name) == null ? List.of() : objects(name);
  }

  String text(String name) {
    if (!(json.getValue(name) instanceof String text)) {
      throw wrong(name, json.getValue(name), "a string");
    }
    return text;
  }

  String text(String name, String otherwise) {
    return json.getValue(name) == null ? otherwise : text(name);
  }

  /** Empty when the field is missing. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    JsonArray array = json.getValue(name) == null ? new JsonArray() : array(name);
    for (int i = 0; i < array.size(); i++) {
      if (!(array.getValue(i) instanceof String text)) {
        throw wrong(name + "[" + i + "]", array.getValue(i), "a string");
      }
      texts.add(text);
    }
    return texts;
  }

  double number(String name) {
    double number = numberIfAny(name);
    if (Double.isNaN(number)) {
      throw wrong(name, null, "a number");
    }
    return number;
  }

  /** Not a number when the field is missing or null. */
  double numberIfAny(String name) {
    return finite(name, json.getValue(name));
  }

  long count(String name) {
    double number = number(name);
    if (number < 0 || number != Math.rint(number)) {
      throw wrong(name, json.getValue(name), "a whole number, 0 or more");
    }
    return (long) number;
  }

  boolean flag(String name) {
    Object value = json.getValue(name);
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(name, value, "true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /** Numbers with holes: what is null is not a number. */
  List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    JsonArray array = array(name);
    for (int i = 0; i < array.size(); i++) {
      numbers.add(finite(name + "[" + i + "]", array.getValue(i)));
    }
    return numbers;
  }

  /** Pairs of numbers. */
  List<double[]> pairs(String name) {
    List<double[]> pairs = new ArrayList<>();
    JsonArray array = json.getValue(name) == null ? new JsonArray() : array(name);
    for (int i = 0; i < array.size(); i++) {
      String at = name + "[" + i + "]";
      if (!(array.getValue(i) instanceof JsonArray pair) || pair.size() != 2) {
        throw wrong(at, array.getValue(i), "two numbers");
      }
      pairs.add(
          new double[] {
            finite(at + "[0]", pair.getValue(0)), finite(at + "[1]", pair.getValue(1))
          });
    }
    return pairs;
  }

  GatewayException wrong(String name, @Nullable Object value, String expected) {
    String found = value == null ? "missing" : shown(value);
    return new GatewayException(
        Fault.BAD_REQUEST, path + name + ": " + found + " (expected: " + expected + ")");
  }

  private JsonArray array(String name) {
    if (!(json.getValue(name) instanceof JsonArray array)) {
      throw wrong(name, json.getValue(name), "a list");
    }
    return array;
  }

  private double finite(String name, @Nullable Object value) {
    if (value == null) {
      return Double.NaN;
    }
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      throw wrong(name, value, "a number");
    }
    return number.doubleValue();
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
