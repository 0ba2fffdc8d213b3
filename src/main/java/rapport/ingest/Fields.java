package rapport.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row seen through a field map. Remembers which fields were taken. */
final class Fields {
  private static final int LONGEST_ID = 128;

  private final FieldMap map;
  private final Map<String, @Nullable Object> row;
  private final Set<String> taken = new HashSet<>();

  Fields(FieldMap map, Map<String, @Nullable Object> row) {
    this.map = map;
    this.row = row;
  }

  /** What the row says of a target, or null when it says nothing. */
  @Nullable Object value(Target target) {
    Rule rule = map.rule(target);
    if (rule == null) {
      return null;
    }
    if (rule.constant() != null) {
      return rule.constant();
    }
    for (String field : rule.fields()) {
      Object value = row.get(field);
      if (!Values.isEmpty(value)) {
        taken.add(field);
        return single(target, field, Objects.requireNonNull(value), rule);
      }
    }
    return null;
  }

  Rule rule(Target target) {
    return Objects.requireNonNull(map.rule(target), target::label);
  }

  /** The row's id, as a number or a text. */
  String id() {
    Object value = value(Target.ID);
    if (value == null) {
      throw missing(Target.ID);
    }
    String id = value instanceof Boolean ? "" : PlainText.line(text(Target.ID, value));
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new BadValue(
          Target.ID.label(), value, "a text or number of 1 to " + LONGEST_ID + " characters");
    }
    return id;
  }

  /** A text on one line, at most {@code longest} long, or null. */
  @Nullable String line(Target target, int longest) {
    Object value = value(target);
    String text = value == null ? "" : PlainText.line(text(target, value));
    return text.isEmpty() ? null : PlainText.cut(text, longest);
  }

  /** A text with its paragraphs, at most {@code longest} long, or null. */
  @Nullable String prose(Target target, int longest) {
    Object value = value(target);
    String text = value == null ? "" : PlainText.prose(text(target, value));
    return text.isEmpty() ? null : PlainText.cut(text, longest);
  }

  /** What is left for attributes. */
  Map<String, @Nullable Object> row() {
    return row;
  }

  boolean isTaken(String field) {
    return taken.contains(field);
  }

  /** Rejects the row for want of {@code target}, with a way out when a field looks like it. */
  BadValue missing(Target target) {
    String name = target.label();
    Object said = value(target);
    if (said != null) {
      return new BadValue(name, Values.flat(said), "a text that is more than markup");
    }
    return row.entrySet().stream()
        .filter(e -> e.getKey().startsWith(name) && !Values.isEmpty(e.getValue()))
        .findFirst()
        .map(e -> new BadValue(name + ": missing; " + advice(target, e.getKey(), e.getValue())))
        .orElseGet(
            () -> new BadValue(name + ": missing (expected: a text; " + whatIsThere() + ")"));
  }

  private static String advice(Target target, String field, @Nullable Object value) {
    return value instanceof List
        ? aListWhereTextBelongs(target, field)
        : "map it with " + target.label() + ": " + field;
  }

  private static String aListWhereTextBelongs(Target target, String field) {
    return "%2$s is a list; map it with %1$s: {field: %2$s, join: \"\\n\"} or %1$s: {field: %2$s, first: true}"
        .formatted(target.label(), field);
  }

  private static Object single(Target target, String field, Object value, Rule rule) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<?> said = list.stream().filter(each -> !Values.isEmpty(each)).toList();
    if (rule.join() != null) {
      return said.stream().map(Values::flat).collect(Collectors.joining(rule.join()));
    }
    if (rule.first()) {
      return said.getFirst();
    }
    throw new BadValue(target.label() + ": " + aListWhereTextBelongs(target, field));
  }

  private static String text(Target target, Object value) {
    if (value instanceof Map || value instanceof List) {
      throw new BadValue(target.label(), Values.flat(value), "a text, not a structure");
    }
    return Values.scalar(value);
  }

  private String whatIsThere() {
    return row.isEmpty()
        ? "the row is empty"
        : row.keySet().stream().limit(12).collect(Collectors.joining(", ", "the row has ", ""));
  }
}
