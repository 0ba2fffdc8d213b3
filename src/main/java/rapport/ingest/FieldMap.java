package rapport.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog.Kind;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Which field of somebody's export is what. As YAML, one {@code target: source} a line:
 *
 * <pre>
 * title: name                                    # a field of the row
 * brand: {value: Acme}                           # the same for every row
 * locale: en                                     # locale alone is a value; {field: lang} is a field
 * price: {field: price, unit: minor, currency: USD}     # cents; unit is major unless said
 * availability: {field: stock, in_stock_above: 0}       # a number of pieces
 * answer: {field: answers, first: true}          # of a list, the first
 * answer: {field: answers, join: "\n"}           # of a list, all
 * description:                                   # not read at all
 * attributes: ["attr_*", "specs"]                # without this line: every field left over
 * </pre>
 *
 * <p>Targets that are not named are read from fields of their own name. Of a list of answers the
 * first reads best when they are alternatives, all of them when they are steps.
 */
public final class FieldMap {
  private final Map<Target, Rule> rules;
  private final List<AttributePattern> attributes;
  private final List<Named> named;

  FieldMap(Map<Target, Rule> rules, List<AttributePattern> attributes, List<Named> named) {
    this.rules = rules;
    this.attributes = List.copyOf(attributes);
    this.named = List.copyOf(named);
  }

  /** The product feed's own names; every other field is an attribute. */
  public static FieldMap standard(Kind kind) {
    return new FieldMap(defaults(kind, List.of()), List.of(AttributePattern.ANYTHING), List.of());
  }

  /**
   * Reads a map file.
   *
   * @throws GatewayException {@code bad_request} with the file and the line
   */
  public static FieldMap read(Path file, Kind kind) {
    try {
      return parse(Files.readString(file), file.getFileName().toString(), kind);
    } catch (IOException e) {
      throw new GatewayException(
          Fault.BAD_REQUEST, file + ": cannot be read (expected: a field map in UTF-8)", e);
    }
  }

  /**
   * Reads a map.
   *
   * @param name how messages call it
   * @throws GatewayException {@code bad_request} with the line
   */
  public static FieldMap parse(String yaml, String name, Kind kind) {
    return new FieldMapParser(name, kind).parse(yaml);
  }

  /** What targets are read from when nothing is said, without fields already {@code taken}. */
  static Map<Target, Rule> defaults(Kind kind, List<String> taken) {
    Map<Target, Rule> rules = new EnumMap<>(Target.class);
    for (Target target : Target.of(kind)) {
      List<String> fields =
          Stream.concat(Stream.of(target.label()), target.alsoKnownAs().stream())
              .filter(field -> !taken.contains(field))
              .toList();
      rules.put(target, Rule.fields(fields, target.takesFirst()));
    }
    return rules;
  }

  @Nullable Rule rule(Target target) {
    return rules.get(target);
  }

  List<AttributePattern> attributes() {
    return attributes;
  }

  /** The fields this map names, to find those no row has. */
  List<Named> named() {
    return new ArrayList<>(named);
  }

  /**
   * A field that the map names.
   *
   * @param place the map's name and line
   */
  record Named(String place, String target, String field) {
    boolean isIn(Row.Fields row) {
      return AttributePattern.of(field).matchesAny(row.values().keySet());
    }

    String missing() {
      return place + ": " + target + ": " + field + " (expected: a field of the rows; none has it)";
    }
  }
}
