package rapport.config;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings from all their sources, each room's as an interface of its own. */
public final class Settings {
  private final SmallRyeConfig config;

  Settings(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Reads settings for {@code mappings}. What is wrong is noted in {@code problems}, and the
   * defaults stand in for it, so that the rest can be checked, too.
   *
   * @param environment such as {@link System#getenv()}; an empty variable is none
   * @param file {@code rapport.yaml}; need not exist
   */
  public static Settings read(
      Map<String, String> environment, Path file, List<Class<?>> mappings, Problems problems) {
    return SettingsReader.read(environment, file, mappings, problems);
  }

  public <T> T of(Class<T> mapping) {
    return config.getConfigMapping(mapping);
  }
}
