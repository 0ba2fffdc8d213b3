package rapport.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that is held against a rendering. */
final class Checks implements AutoCloseable {
  /** What CloudNativePG puts into the Secret of a cluster's application user, its manual says. */
  private static final Map.Entry<String, Set<String>> MADE_BY_OPERATOR =
      Map.entry("rapport-db-app", Set.of("uri"));

  private final Lifecycle lifecycle = new Lifecycle();

  /** What is wrong, a line each. */
  List<String> problems(String rendered) {
    List<Manifest> manifests = Manifest.parse(rendered);
    List<String> problems = new ArrayList<>();
    manifests.forEach(manifest -> problems.addAll(KnownFields.problems(manifest)));
    manifests.forEach(manifest -> problems.addAll(RestrictedProfile.problems(manifest)));
    problems.addAll(DeployedSettings.problems(manifests));
    problems.addAll(lifecycle.problems(manifests));
    // What follows reads settings, which must be readable for it.
    if (problems.stream().noneMatch(problem -> problem.startsWith("settings: "))) {
      problems.addAll(Wiring.problems(manifests, secrets(manifests)));
    }
    return problems;
  }

  /** The operator's Secret exists where its cluster does, the template's where somebody made it. */
  private static Map<String, Set<String>> secrets(List<Manifest> manifests) {
    Manifest template = secretTemplate();
    Map.Entry<String, Set<String>> ours =
        Map.entry(template.name(), template.mapAt("stringData").keySet());
    return manifests.stream().anyMatch(manifest -> manifest.toString().equals("Cluster/rapport-db"))
        ? Map.ofEntries(ours, MADE_BY_OPERATOR)
        : Map.ofEntries(ours);
  }

  static Manifest secretTemplate() {
    try {
      return Manifest.parse(Files.readString(Path.of("k8s/base/secret.template.yaml"))).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
