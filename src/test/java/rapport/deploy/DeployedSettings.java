package rapport.deploy;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rapport.GatewaySettings;
import rapport.config.SettingsException;

/** Every variable that is given to a pod, held against the settings that the code reads. */
final class DeployedSettings {
  private static final String OF_THE_JVM = "JDK_JAVA_OPTIONS";

  /** Names as patterns, since some settings have a map of values. */
  private static final List<Pattern> KNOWN =
      Stream.concat(ofRooms(), ofLogging()).map(Pattern::compile).toList();

  private DeployedSettings() {}

  static List<String> problems(List<Manifest> manifests) {
    List<String> problems = new ArrayList<>();
    manifests.forEach(manifest ->
        names(manifest)
            .filter(name -> !name.equals(OF_THE_JVM))
            .filter(name -> KNOWN.stream().noneMatch(known -> known.matcher(name).matches()))
            .forEach(name -> problems.add(manifest + ": " + name + " is no setting")));
    try {
      read(manifests);
    } catch (SettingsException e) {
      e.problems().forEach(problem -> problems.add("settings: " + problem));
    }
    return problems;
  }

  /** The settings as the gateway would read them. */
  static GatewaySettings read(List<Manifest> manifests) {
    return GatewaySettings.read(configured(manifests), Path.of("no such file"));
  }

  private static Map<String, String> configured(List<Manifest> manifests) {
    Map<String, String> all = new HashMap<>();
    manifests.stream()
        .filter(manifest -> manifest.kind().equals("ConfigMap"))
        .forEach(
            map -> map.mapAt("data").forEach((name, value) -> all.put(name, value.toString())));
    return all;
  }

  private static Stream<String> names(Manifest manifest) {
    Stream<String> data =
        Stream.of("data", "stringData").flatMap(part -> manifest.mapAt(part).keySet().stream());
    Stream<String> variables =
        manifest.podSpec().stream()
            .flatMap(pod -> Manifest.list(pod.get("containers")).stream())
            .flatMap(container -> Manifest.list(container.get("env")).stream())
            .map(variable -> String.valueOf(variable.get("name")));
    return Stream.concat(data, variables);
  }

  private static Stream<String> ofRooms() {
    return GatewaySettings.ROOMS.stream()
        .flatMap(room -> Stream.of(room.getMethods()).map(method -> pattern(room, method)));
  }

  private static String pattern(Class<?> room, Method setting) {
    String prefix = room.getAnnotation(ConfigMapping.class).prefix();
    String word = setting.getName().replaceAll("(?=[A-Z])", "_");
    String name = (prefix.replace('.', '_') + "_" + word).toUpperCase(Locale.ROOT);
    return setting.getReturnType() == Map.class ? name + "_[A-Z]+" : name;
  }

  /** Variables that the logging's configuration reads. */
  private static Stream<String> ofLogging() {
    try (InputStream file = DeployedSettings.class.getResourceAsStream("/logback.xml")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("(?<=\\$\\{)\\w+").matcher(text).results().map(MatchResult::group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
