package rapport.load.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was played, each value under its path.
 *
 * @param values such as {@code model.pace} and {@code 20}
 */
record Scenario(Map<String, String> values) {
  static Scenario of(Fields fields) {
    Map<String, String> values = new TreeMap<>();
    flatten("", fields.json(), values);
    return new Scenario(values);
  }

  private static void flatten(String path, Object value, Map<String, String> values) {
    switch (value) {
      case JsonObject object ->
          object.forEach(field ->
              flatten(
                  (path.isEmpty() ? "" : path + ".") + field.getKey(),
                  Objects.requireNonNullElse(field.getValue(), "null"),
                  values));
      case JsonArray array -> {
        for (int i = 0; i < array.size(); i++) {
          Object element = Objects.requireNonNullElse(array.getValue(i), "null");
          flatten(path + "[" + i + "]", element, values);
        }
      }
      case Number number -> values.put(path, Figures.exact(number.doubleValue()));
      default -> values.put(path, String.valueOf(value));
    }
  }

  /** Each value that is not the same in the other one: here, and there. */
  Map<String, String> differences(Scenario other) {
    Map<String, String> differences = new TreeMap<>();
    TreeSet<String> paths = new TreeSet<>(values.keySet());
    paths.addAll(other.values.keySet());
    for (String path : paths) {
      String here = values.getOrDefault(path, "–");
      String there = other.values.getOrDefault(path, "–");
      if (!here.equals(there)) {
        differences.put(path, here + " → " + there);
      }
    }
    return differences;
  }
}
