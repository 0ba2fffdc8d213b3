package rapport.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One object as it would be sent to Kubernetes. */
record Manifest(Map<String, Object> content) {
  /** The objects of a file or a rendering; a key that is written twice is refused. */
  static List<Manifest> parse(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
    return StreamSupport.stream(documents.spliterator(), false)
        .map(document -> new Manifest(map(document)))
        .toList();
  }

  String apiVersion() {
    return String.valueOf(content.get("apiVersion"));
  }

  String kind() {
    return String.valueOf(content.get("kind"));
  }

  String name() {
    return text("metadata", "name").orElse("");
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }

  Optional<Object> at(String... path) {
    return at(content, path);
  }

  Optional<String> text(String... path) {
    return at(path).map(String::valueOf);
  }

  Map<String, Object> mapAt(String... path) {
    return map(at(path).orElse(null));
  }

  List<Map<String, Object>> listAt(String... path) {
    return list(at(path).orElse(null));
  }

  /** What a Deployment or a Job runs. */
  Optional<Map<String, Object>> podSpec() {
    return at("spec", "template", "spec").map(Manifest::map);
  }

  /** Everything in it, with the place it stands in. */
  Stream<Place> places() {
    List<Place> places = new ArrayList<>();
    collect("", content, places);
    return places.stream();
  }

  record Place(String path, Object value) {}

  private static void collect(String path, Object value, List<Place> places) {
    places.add(new Place(path, value));
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> collect(path + "." + key, inner, places));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> collect(path + "[]", inner, places));
    }
  }

  static Optional<Object> at(Object start, String... path) {
    Object here = start;
    for (String step : path) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(here);
  }

  /** {@code value}, or an empty map where there is none. */
  @SuppressWarnings("unchecked") // YAML's own shape
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The maps of a list, or none where there is no list. */
  static List<Map<String, Object>> list(Object value) {
    return value instanceof List<?> list ? list.stream().map(Manifest::map).toList() : List.of();
  }
}
