package rapport.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads settings from the environment and the file; the environment counts more. */
final class SettingsReader {
  private static final int ENVIRONMENT_ORDINAL = 300;
  private static final int FILE_ORDINAL = 200;
  private static final int OURS_FIRST = 200;

  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final List<Class<?>> mappings;

  private SettingsReader(
      Map<String, String> environment, Map<String, String> file, List<Class<?>> mappings) {
    this.environment = environment;
    this.file = file;
    this.mappings = mappings;
  }

  static Settings read(
      Map<String, String> environment, Path file, List<Class<?>> mappings, Problems problems) {
    Map<String, String> said = new HashMap<>(environment);
    said.values().removeIf(String::isBlank);
    SettingsReader reader = new SettingsReader(said, new HashMap<>(yaml(file, problems)), mappings);
    reader.dropUnknown(problems);
    return reader.settings(problems);
  }

  private void dropUnknown(Problems problems) {
    Names names = new Names(mappings);
    file.keySet().stream()
        .filter(name -> !names.has(name))
        .sorted()
        .forEach(name ->
            problems.note(Names.told(name), "no such setting", "one of those in the README"));
    file.keySet().removeIf(name -> !names.has(name));
  }

  /** Drops what cannot be converted until all of what is left can be. */
  private Settings settings(Problems problems) {
    while (true) {
      try {
        return new Settings(config());
      } catch (ConfigValidationException e) {
        for (int i = 0; i < e.getProblemCount(); i++) {
          drop(e.getProblem(i).getMessage(), problems);
        }
      }
    }
  }

  private void drop(String message, Problems problems) {
    BadSetting bad =
        BadSetting.of(message).orElseThrow(() -> new SettingsException(List.of(message)));
    problems.note(Names.told(bad.name()), bad.value(), bad.expected());
    boolean said = environment.remove(Names.inEnvironment(bad.name())) != null;
    boolean written = file.remove(bad.name()) != null;
    if (!said && !written) {
      problems.throwIfAny();
    }
  }

  private SmallRyeConfig config() {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withSources(
                new EnvConfigSource(environment, ENVIRONMENT_ORDINAL),
                new PropertiesConfigSource(file, "rapport.yaml", FILE_ORDINAL))
            .withConverter(Duration.class, OURS_FIRST, Durations::parse)
            .withConverter(URI.class, OURS_FIRST, SettingsReader::uri)
            // Names that nobody knows are told by us: SmallRye sees only those beside known ones.
            .withMappingIgnore("rapport.**");
    mappings.forEach(builder::withMapping);
    return builder.build();
  }

  private static @Nullable URI uri(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an address such as http://host/v1", e);
    }
  }

  private static String wanted(MarkedYAMLException e) {
    return String.valueOf(e.getProblem()).replaceFirst("^expected ", "");
  }

  private static Map<String, String> yaml(Path file, Problems problems) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return new YamlConfigSource(file.toUri().toURL(), FILE_ORDINAL).getProperties();
    } catch (MarkedYAMLException e) {
      // Its message quotes the lines, and there may be keys in them.
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.note(file.toString(), "line " + line + " is no YAML", wanted(e));
    } catch (IOException | RuntimeException e) {
      problems.note(file.toString(), "not readable", "YAML in UTF-8, its top a map");
    }
    return Map.of();
  }
}
