package rapport.ingest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import rapport.chat.Money;

/**
 * The long form of a target's source: {@code {field: price, unit: minor, currency: USD}}. What is
 * wrong in it is an {@code IllegalArgumentException}; the caller knows the line.
 */
record RuleOptions(Target target, Map<String, String> options) {
  static RuleOptions of(Target target, MappingNode node) {
    List<String> known = known(target);
    Map<String, String> options = new HashMap<>();
    for (NodeTuple entry : node.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            key + ": unknown (expected: " + String.join(", ", known) + ")");
      }
      if (!(entry.getValueNode() instanceof ScalarNode value)) {
        throw new IllegalArgumentException(key + ": a structure (expected: one value)");
      }
      options.put(key, value.getValue());
    }
    return new RuleOptions(target, options);
  }

  private static List<String> known(Target target) {
    List<String> known = new ArrayList<>(List.of("field", "value", "join", "first"));
    if (target.isPrice()) {
      known.addAll(List.of("unit", "currency"));
    }
    if (target == Target.AVAILABILITY) {
      known.add("in_stock_above");
    }
    return known;
  }

  Rule rule() {
    String field = options.get("field");
    String constant = options.get("value");
    if ((constant == null) == (field == null)) {
      throw new IllegalArgumentException("no source (expected: either field or value)");
    }
    String join = options.get("join");
    return new Rule(
        field == null ? List.of() : List.of(field),
        constant,
        join,
        choice("first", "false", "true") || (target.takesFirst() && join == null),
        choice("unit", "major", "minor"),
        currency(),
        inStockAbove());
  }

  /** Whether {@code option} is {@code other} rather than what it is when nothing is said. */
  private boolean choice(String option, String usual, String other) {
    String text = options.getOrDefault(option, usual);
    if (!text.equals(usual) && !text.equals(other)) {
      throw new IllegalArgumentException(
          option + ": " + text + " (expected: " + usual + " or " + other + ")");
    }
    return text.equals(other);
  }

  private @Nullable String currency() {
    String currency = options.get("currency");
    return currency == null ? null : new Money(0, currency).currency();
  }

  private BigDecimal inStockAbove() {
    String number = options.getOrDefault("in_stock_above", "0");
    try {
      return new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("in_stock_above: " + number + " (expected: a number)", e);
    }
  }
}
