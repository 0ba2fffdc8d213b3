package rapport.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds every field of an object against the class that Kubernetes' own API description was made
 * into: fields that are not there, and values of another type. The API server drops the first
 * without a word.
 */
final class KnownFields {
  private static final String MODEL = "io.fabric8.kubernetes.api.model.";
  private static final Map<String, String> PACKAGES =
      Map.of(
          "v1", "",
          "apps/v1", "apps.",
          "batch/v1", "batch.v1.",
          "autoscaling/v2", "autoscaling.v2.",
          "networking.k8s.io/v1", "networking.v1.",
          "policy/v1", "policy.v1.",
          "gateway.networking.k8s.io/v1", "gatewayapi.v1.");

  private final List<String> problems = new ArrayList<>();

  private KnownFields() {}

  static List<String> problems(Manifest manifest) {
    if (manifest.apiVersion().startsWith("postgresql.cnpg.io/")) {
      return CloudNativePg.problems(manifest);
    }
    KnownFields fields = new KnownFields();
    fields.checkRoot(manifest);
    return fields.problems;
  }

  private void checkRoot(Manifest manifest) {
    String inPackage = PACKAGES.get(manifest.apiVersion());
    try {
      Class<?> type = Class.forName(MODEL + inPackage + manifest.kind());
      checkFields(manifest.toString(), type, manifest.content());
    } catch (ClassNotFoundException e) {
      problems.add(manifest + ": no such kind in " + manifest.apiVersion());
    }
  }

  private void checkFields(String path, Class<?> type, Map<?, ?> content) {
    content.forEach((key, value) -> {
      String here = path + "." + key;
      field(type, String.valueOf(key))
          .ifPresentOrElse(
              field -> check(here, field.getGenericType(), value),
              () -> problems.add(here + ": no such field of " + type.getSimpleName()));
    });
  }

  private void check(String path, Type type, Object value) {
    if (type instanceof ParameterizedType generic && value instanceof List<?> list) {
      list.forEach(item -> check(path + "[]", generic.getActualTypeArguments()[0], item));
    } else if (type instanceof ParameterizedType generic && value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> check(path + "." + key, generic.getActualTypeArguments()[1], inner));
    } else if (type instanceof Class<?> plain
        && plain.getName().startsWith("io.fabric8.")
        && value instanceof Map<?, ?> map) {
      checkFields(path, plain, map);
    } else if (!(type instanceof Class<?> plain) || !isScalar(plain, value)) {
      problems.add(path + ": " + value + " is no " + type.getTypeName());
    }
  }

  private static boolean isScalar(Class<?> type, Object value) {
    return switch (type.getSimpleName()) {
      case "String" -> value instanceof String;
      case "Integer", "Long" -> value instanceof Integer;
      case "Boolean" -> value instanceof Boolean;
      case "IntOrString", "Quantity" -> value instanceof String || value instanceof Integer;
      default -> type == Object.class;
    };
  }

  private static Optional<Field> field(Class<?> type, String name) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(JsonProperty.class))
        .filter(field -> field.getAnnotation(JsonProperty.class).value().equals(name))
        .findFirst();
  }
}
