package rapport.ingest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import rapport.catalog.Catalog.Kind;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Reads one map. Works on YAML's nodes rather than its values, since those know their line. */
final class FieldMapParser {
  private static final String ATTRIBUTES = "attributes";

  private final String name;
  private final Kind kind;
  private final Map<Target, Rule> rules = new EnumMap<>(Target.class);
  private final List<Target> unread = new ArrayList<>();
  private final List<FieldMap.Named> named = new ArrayList<>();
  private List<AttributePattern> attributes = List.of(AttributePattern.ANYTHING);

  FieldMapParser(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  FieldMap parse(String yaml) {
    Node root = compose(yaml);
    if (!(root instanceof MappingNode map)) {
      throw bad(1, "no map (expected: lines such as title: name)");
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String key = scalar(entry.getKeyNode(), "name of a target");
      int line = line(entry.getKeyNode());
      Integer before = lines.putIfAbsent(key, line);
      if (before != null) {
        throw bad(line, key + ": named twice (expected: once; first on line " + before + ")");
      }
      read(key, line, entry.getValueNode());
    }
    return new FieldMap(withDefaults(), attributes, named);
  }

  private Node compose(String yaml) {
    try {
      return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw bad(line, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw bad(1, "not YAML: " + e.getMessage());
    }
  }

  private void read(String key, int line, Node value) {
    if (key.equals(ATTRIBUTES) && kind == Kind.PRODUCT) {
      attributes = patterns(value);
      return;
    }
    Target target = Target.named(key, kind);
    if (target == null) {
      String also = kind == Kind.PRODUCT ? ", " + ATTRIBUTES : "";
      throw bad(line, key + ": unknown (expected: " + Target.names(kind) + also + ")");
    }
    if (Tag.NULL.equals(value.getTag())) {
      unread.add(target);
    } else {
      rules.put(target, rule(target, value));
    }
  }

  private List<AttributePattern> patterns(Node value) {
    List<Node> nodes =
        value instanceof SequenceNode list
            ? list.getValue()
            : Tag.NULL.equals(value.getTag()) ? List.of() : List.of(value);
    List<AttributePattern> patterns = new ArrayList<>();
    for (Node node : nodes) {
      String glob = scalar(node, "field or a pattern such as attr_*");
      patterns.add(AttributePattern.of(glob));
      named(node, ATTRIBUTES, glob);
    }
    return patterns;
  }

  private Rule rule(Target target, Node value) {
    if (value instanceof MappingNode options) {
      return ruleOf(target, options);
    }
    String text = scalar(value, "field, or {field: …}");
    if (target == Target.LOCALE) {
      return Rule.constant(text);
    }
    named(value, target.label(), text);
    return Rule.fields(List.of(text), target.takesFirst());
  }

  private Rule ruleOf(Target target, MappingNode node) {
    try {
      Rule rule = RuleOptions.of(target, node).rule();
      rule.fields().forEach(field -> named(node, target.label(), field));
      return rule;
    } catch (IllegalArgumentException e) {
      throw bad(line(node), target.label() + ": " + e.getMessage());
    }
  }

  private Map<Target, Rule> withDefaults() {
    List<String> taken = rules.values().stream().flatMap(r -> r.fields().stream()).toList();
    Map<Target, Rule> all = FieldMap.defaults(kind, taken);
    all.putAll(rules);
    all.keySet().removeAll(unread);
    return all;
  }

  private void named(Node node, String target, String field) {
    named.add(new FieldMap.Named(name + " line " + line(node), target, field));
  }

  private String scalar(Node node, String expected) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    throw bad(line(node), "nothing to read (expected: the name of a " + expected + ")");
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private GatewayException bad(int line, String problem) {
    return new GatewayException(Fault.BAD_REQUEST, name + " line " + line + ": " + problem);
  }
}
