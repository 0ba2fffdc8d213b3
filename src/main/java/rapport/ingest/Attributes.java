package rapport.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields a map leaves to attributes, as names and values a person can read. {@code
 * attr_t_product_colour} under {@code attr_*} becomes {@code product colour}: the pattern's prefix
 * goes, and so does a one-letter type mark when every such field of the row has one.
 */
final class Attributes {
  private static final int MOST = 256;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_VALUE = 1_000;
  private static final String TYPE_MARK = "[a-z]_\\w.*";

  private final Map<String, String> attributes = new LinkedHashMap<>();

  private Attributes() {}

  static Map<String, String> of(Fields fields, List<AttributePattern> patterns) {
    Attributes all = new Attributes();
    for (AttributePattern pattern : patterns) {
      all.addMatching(pattern, fields);
    }
    return all.attributes;
  }

  private void addMatching(AttributePattern pattern, Fields fields) {
    List<Map.Entry<String, @Nullable Object>> matching =
        fields.row().entrySet().stream()
            .filter(e -> pattern.matches(e.getKey()) && !fields.isTaken(e.getKey()))
            .toList();
    int prefix = pattern.prefix().length();
    boolean marked =
        prefix > 0 && matching.stream().allMatch(e -> isMarked(e.getKey().substring(prefix)));
    for (Map.Entry<String, @Nullable Object> field : matching) {
      String name = field.getKey().substring(prefix);
      boolean spread = pattern.isExact() || name.equals("attributes");
      add(marked ? name.substring(2) : name, field.getValue(), spread);
    }
  }

  private static boolean isMarked(String name) {
    return name.matches(TYPE_MARK);
  }

  private void add(String name, @Nullable Object value, boolean spread) {
    if (spread && value instanceof Map<?, ?> object) {
      object.forEach((key, each) -> put(String.valueOf(key), each));
    } else if (value instanceof List<?> list && list.stream().allMatch(Attributes::isPair)) {
      list.forEach(this::addPair);
    } else {
      put(name, value);
    }
  }

  /** Whether a value is an attribute in itself: {@code {"name": "material", "value": "wool"}}. */
  private static boolean isPair(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && map.get("name") instanceof String
        && map.containsKey("value");
  }

  private void addPair(@Nullable Object pair) {
    if (pair instanceof Map<?, ?> map) {
      put(String.valueOf(map.get("name")), map.get("value"));
    }
  }

  private void put(String rawName, @Nullable Object rawValue) {
    String name = PlainText.cut(PlainText.line(rawName.replace('_', ' ')), LONGEST_NAME);
    String value = PlainText.cut(PlainText.line(Values.flat(rawValue)), LONGEST_VALUE);
    boolean room = attributes.size() < MOST || attributes.containsKey(name);
    if (!name.isEmpty() && !value.isEmpty() && room) {
      attributes.merge(
          name, value, (one, other) -> PlainText.cut(one + ", " + other, LONGEST_VALUE));
    }
  }
}
