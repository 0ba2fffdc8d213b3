package rapport.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of CloudNativePG's {@code Cluster} that are made use of, from its API reference
 * (1.30): no library has its classes. Another one is a line here, after a look into that reference.
 */
final class CloudNativePg {
  private static final Map<String, Class<?>> FIELDS =
      Map.ofEntries(
          Map.entry(".spec.instances", Integer.class),
          Map.entry(".spec.imageCatalogRef.apiGroup", String.class),
          Map.entry(".spec.imageCatalogRef.kind", String.class),
          Map.entry(".spec.imageCatalogRef.name", String.class),
          Map.entry(".spec.imageCatalogRef.major", Integer.class),
          Map.entry(".spec.bootstrap.initdb.database", String.class),
          Map.entry(".spec.bootstrap.initdb.owner", String.class),
          Map.entry(".spec.bootstrap.initdb.postInitApplicationSQL[]", String.class),
          Map.entry(".spec.postgresql.parameters.*", String.class),
          Map.entry(".spec.storage.size", String.class),
          Map.entry(".spec.resources.requests.*", String.class),
          Map.entry(".spec.resources.limits.*", String.class),
          Map.entry(".metadata.name", String.class),
          Map.entry(".metadata.namespace", String.class),
          Map.entry(".metadata.labels.*", String.class),
          Map.entry(".apiVersion", String.class),
          Map.entry(".kind", String.class));

  private CloudNativePg() {}

  static List<String> problems(Manifest manifest) {
    return manifest
        .places()
        .filter(place -> !(place.value() instanceof Map) && !(place.value() instanceof List))
        .flatMap(place -> problem(manifest, place).stream())
        .toList();
  }

  private static Optional<String> problem(Manifest manifest, Manifest.Place place) {
    String anyKey = place.path().replaceFirst("(labels|parameters|requests|limits)\\..*", "$1.*");
    Class<?> type = FIELDS.get(anyKey);
    if (type == null) {
      return Optional.of(manifest + place.path() + ": no such field of " + manifest.kind());
    }
    return type.isInstance(place.value())
        ? Optional.empty()
        : Optional.of(manifest + place.path() + ": " + place.value() + " is no " + type.getName());
  }
}
