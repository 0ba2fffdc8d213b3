package rapport.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The fields of one mapping in a YAML file. What is wrong is noted with its line, its key and what
 * is expected, and reading goes on with a stand-in, so that all mistakes are told at once.
 */
final class YamlFields {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

  private final String where;
  private final int line;
  private final String path;
  private final List<String> problems;
  private final Map<String, Node> fields = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  /**
   * @param path of the mapping within the file, ending in a dot, or empty for its top
   */
  YamlFields(String where, String path, Node node, List<String> problems) {
    this.where = where;
    this.path = path;
    this.line = lineOf(node);
    this.problems = problems;
    if (!(node instanceof MappingNode mapping)) {
      problem(line, path.replaceFirst("\\.$", ""), "keys with values");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      add(tuple);
    }
  }

  private void add(NodeTuple tuple) {
    String key =
        tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "a key that is none";
    lines.put(key, lineOf(tuple.getKeyNode()));
    if (fields.put(key, tuple.getValueNode()) != null) {
      problem(lineOf(tuple.getKeyNode()), path + key, "each key once");
    }
  }

  boolean has(String key) {
    known.add(key);
    return fields.containsKey(key);
  }

  String text(String key, String otherwise) {
    return value(key, otherwise, "some text", text -> text.isBlank() ? null : text);
  }

  boolean flag(String key) {
    return value(
        key,
        false,
        "true or false",
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? false : null);
  }

  int count(String key, int otherwise, int least, int most) {
    return (int) number(key, otherwise, least, most, true);
  }

  double number(String key, double otherwise, double least, double most) {
    return number(key, otherwise, least, most, false);
  }

  private double number(String key, double otherwise, double least, double most, boolean whole) {
    String expected =
        "%s from %s to %s"
            .formatted(whole ? "a whole number" : "a number", plain(least), plain(most));
    return value(
        key,
        otherwise,
        expected,
        text -> {
          double number = Double.parseDouble(text.replace("_", ""));
          boolean fits = number >= least && number <= most && (!whole || number == (long) number);
          return fits ? number : null;
        });
  }

  Duration duration(String key, Duration otherwise) {
    return value(key, otherwise, "a duration such as 250ms, 10s or 5m", YamlFields::durationOf);
  }

  <E extends Enum<E>> E word(String key, E otherwise, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      words.add(each.name().toLowerCase(Locale.ROOT));
    }
    return value(
        key,
        otherwise,
        "one of " + String.join(", ", words),
        text -> words.contains(text) ? Enum.valueOf(type, text.toUpperCase(Locale.ROOT)) : null);
  }

  /** A mapping within; null when there is none. */
  @Nullable YamlFields within(String key) {
    has(key);
    Node node = fields.get(key);
    return node == null ? null : new YamlFields(where, path + key + ".", node, problems);
  }

  /** The mappings of a list; empty when there is none. */
  List<YamlFields> list(String key) {
    has(key);
    Node node = fields.get(key);
    List<YamlFields> all = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node each : sequence.getValue()) {
        all.add(new YamlFields(where, path + key + "[" + all.size() + "].", each, problems));
      }
    } else if (node != null) {
      problem(lineOf(node), path + key, "a list, each entry beginning with \"- \"");
    }
    return all;
  }

  /** Notes what stands there and is not known: call it when everything was read. */
  void done() {
    for (String key : fields.keySet()) {
      if (!known.contains(key)) {
        problem(lines.getOrDefault(key, line), path + key, "one of " + String.join(", ", known));
      }
    }
  }

  /** Notes a mistake of the mapping as a whole, or of one key. */
  void wrong(String key, String expected) {
    problem(lines.getOrDefault(key, line), path + key, expected);
  }

  private <T> T value(
      String key, T otherwise, String expected, Function<String, @Nullable T> reading) {
    has(key);
    Node node = fields.get(key);
    if (node == null) {
      return otherwise;
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "a structure";
    T read = null;
    try {
      read = node instanceof ScalarNode ? reading.apply(text) : null;
    } catch (NumberFormatException e) {
      // told below, as what does not fit
    }
    if (read == null) {
      problem(lineOf(node), path + key + ": " + text, expected);
      return otherwise;
    }
    return read;
  }

  private void problem(int at, String what, String expected) {
    problems.add("%s:%d: %s (expected: %s)".formatted(where, at, what, expected));
  }

  /** A duration as people write it, or null. */
  static @Nullable Duration durationOf(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static String plain(double number) {
    return number == (long) number ? Long.toString((long) number) : Double.toString(number);
  }

  private static int lineOf(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }
}
