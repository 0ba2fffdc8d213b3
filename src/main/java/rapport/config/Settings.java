package rapport.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings from all their sources, validated. The environment counts more than the file. */
public final class Settings {
  private static final int ENVIRONMENT_ORDINAL = 300;
  private static final int FILE_ORDINAL = 200;

  private final SmallRyeConfig config;

  private Settings(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Reads settings for {@code mappings}.
   *
   * @param environment such as {@link System#getenv()}
   * @param file {@code rapport.yaml}; need not exist
   * @throws SettingsException with every problem there is
   */
  public static Settings read(Map<String, String> environment, Path file, List<Class<?>> mappings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL))
            .withConverter(Duration.class, 200, Durations::parse)
            .withMappingIgnore("rapport.test.**");
    if (Files.isRegularFile(file)) {
      builder.withSources(yaml(file));
    }
    mappings.forEach(builder::withMapping);
    try {
      return new Settings(builder.build());
    } catch (ConfigValidationException e) {
      List<String> problems = new ArrayList<>();
      for (int i = 0; i < e.getProblemCount(); i++) {
        problems.add(Problems.readable(e.getProblem(i).getMessage()));
      }
      throw new SettingsException(problems);
    }
  }

  private static YamlConfigSource yaml(Path file) {
    try {
      return new YamlConfigSource(file.toUri().toURL(), FILE_ORDINAL);
    } catch (IOException | RuntimeException e) {
      throw new SettingsException(List.of(file + ": not readable as YAML: " + e.getMessage()));
    }
  }

  public <T> T of(Class<T> mapping) {
    return config.getConfigMapping(mapping);
  }
}
