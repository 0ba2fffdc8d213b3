package rapport.config;

import io.smallrye.config.ConfigMapping;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of all settings, as files write them. */
final class Names {
  static final String ROOT = "rapport.";

  private final List<Pattern> known;

  Names(List<Class<?>> mappings) {
    this.known = mappings.stream().flatMap(Names::of).toList();
  }

  boolean has(String name) {
    return known.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /** {@code RAPPORT_LLM_API_KEY} of {@code rapport.llm.api-key}. */
  static String inEnvironment(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The name as problems tell it. */
  static String told(String name) {
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }

  private static Stream<Pattern> of(Class<?> mapping) {
    String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
    return Stream.of(mapping.getMethods()).map(method -> pattern(prefix, method));
  }

  private static Pattern pattern(String prefix, Method setting) {
    String word = setting.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    String type = setting.getGenericReturnType().getTypeName();
    String more = setting.getReturnType() == Map.class ? "\\.[^.]+" : "";
    String items = type.contains("java.util.List<") ? "(\\[\\d+])?" : "";
    return Pattern.compile(Pattern.quote(prefix + "." + word) + more + items);
  }
}
