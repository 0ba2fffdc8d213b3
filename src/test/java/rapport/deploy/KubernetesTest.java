package rapport.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.testing.Metrics;
import rapport.testing.TestGateway;

/**
 * What would be sent to Kubernetes: every overlay, the base with every choice of components, and
 * mistakes that the checks must find.
 */
class KubernetesTest {
  private static final Path K8S = Path.of("k8s");

  /** Below the checkout: kustomize takes no absolute paths. */
  @TempDir(factory = InTarget.class)
  private static Path folder;

  private static Checks checks;

  @BeforeAll
  static void findKubectl() {
    boolean mustRun = "true".equals(System.getenv("CI"));
    if (mustRun) {
      assertThat(Kubectl.isMissing()).as(Kubectl.NEEDED).isFalse();
    }
    assumeThat(Kubectl.isMissing()).as(Kubectl.NEEDED).isFalse();
    checks = new Checks();
  }

  @AfterAll
  static void close() {
    if (checks != null) {
      checks.close();
    }
  }

  static List<Path> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(K8S.resolve("overlays"))) {
      return folders.sorted().toList();
    }
  }

  /** Every set of components, the empty one first. */
  static List<List<String>> choices() throws IOException {
    try (Stream<Path> folders = Files.list(K8S.resolve("components"))) {
      List<String> all = folders.map(f -> f.getFileName().toString()).sorted().toList();
      return IntStream.range(0, 1 << all.size())
          .mapToObj(set ->
              IntStream.range(0, all.size()).filter(i -> (set & 1 << i) != 0).mapToObj(all::get))
          .map(Stream::toList)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void overlay_isWhatKubernetesAndTheGatewayUnderstand(Path overlay) {
    String rendered = Kubectl.render(overlay);
    assertThat(checks.problems(rendered)).isEmpty();
    assertThat(Manifest.parse(rendered).stream().filter(m -> m.kind().equals("Namespace")))
        .singleElement()
        .satisfies(namespace ->
            assertThat(namespace.text("metadata", "labels", "pod-security.kubernetes.io/enforce"))
                .hasValue("restricted"));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void base_withAnyComponents_isWhatKubernetesAndTheGatewayUnderstand(List<String> components)
      throws IOException {
    assertThat(checks.problems(render(components))).isEmpty();
  }

  @Test
  void secretTemplate_namesOnlySettings() {
    Manifest template = Checks.secretTemplate();
    assertThat(KnownFields.problems(template)).isEmpty();
    assertThat(DeployedSettings.problems(List.of(template))).isEmpty();
  }

  /** The autoscaler's own metric, as a running gateway tells it. */
  @Test
  void autoscaler_countsWhatTheGatewayTells() throws IOException {
    Manifest autoscaler =
        Manifest.parse(render(List.of("autoscaling"))).stream()
            .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
            .findFirst()
            .orElseThrow();
    Object metric =
        Manifest.at(autoscaler.listAt("spec", "metrics").getFirst(), "pods", "metric", "name")
            .orElseThrow();
    try (TestGateway gateway = TestGateway.empty(Map.of())) {
      assertThat(Metrics.of(gateway).text())
          .contains("\n# TYPE " + metric + " gauge\n")
          .containsPattern("(?m)^" + metric + " [0-9.]+$");
    }
  }

  /** New pods must be there before the old ones are full. */
  @Test
  void autoscaler_actsBeforePodsTurnShoppersAway() throws IOException {
    List<Manifest> manifests = Manifest.parse(render(List.of("autoscaling")));
    Manifest autoscaler =
        manifests.stream().filter(m -> m.kind().startsWith("Horizontal")).findFirst().orElseThrow();
    Object average =
        Manifest.at(
                autoscaler.listAt("spec", "metrics").getFirst(), "pods", "target", "averageValue")
            .orElseThrow();
    assertThat(Integer.parseInt(average.toString()))
        .isLessThanOrEqualTo(DeployedSettings.read(manifests).chat().maxSessions() * 7 / 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replicas: 2 | replcas: 2 | Deployment/rapport.spec.replcas: no such field of DeploymentSpec",
        "replicas: 2 | replicas: two | Deployment/rapport.spec.replicas: two is no java.lang.Integer",
        "topologyKey: kubernetes.io/hostname | topologyKye: kubernetes.io/hostname | Deployment/rapport.spec.template.spec.topologySpreadConstraints[].topologyKye: no such field of TopologySpreadConstraint",
        "RAPPORT_DB_POOL_SIZE | RAPPORT_DB_POOLSIZE | is no setting",
        "name: RAPPORT_ADMIN_TOKEN | name: RAPPROT_ADMIN_TOKEN | Deployment/rapport: RAPPROT_ADMIN_TOKEN is no setting",
        "RAPPORT_ENCODER_THREADS: \"2\" | RAPPORT_ENCODER_THREADS: many | settings: encoder.threads: many (expected: a whole number)",
        "runAsUser: 10001 | runAsUser: 0 | Deployment/rapport: securityContext.runAsUser breaks the restricted profile",
        "runAsNonRoot: true | runAsNonRoot: false | Deployment/rapport: runAsNonRoot breaks the restricted profile",
        "type: RuntimeDefault | type: Unconfined | Deployment/rapport: seccompProfile breaks the restricted profile",
        "readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | Deployment/rapport: readOnlyRootFilesystem breaks the restricted profile",
        "- ALL | - NET_RAW | Deployment/rapport: capabilities.drop breaks the restricted profile",
        "allowPrivilegeEscalation: false | privileged: true | Deployment/rapport: privileged breaks the restricted profile",
        "enableServiceLinks: false | hostNetwork: true | Deployment/rapport: hostNetwork breaks the restricted profile",
        "sizeLimit: 64Mi | medium: 64 | Deployment/rapport.spec.template.spec.volumes[].emptyDir.medium: 64 is no java.lang.String",
        "path: /health/ready | path: /healthz | is not /health/ready on the management port",
        "prometheus.io/path: /metrics | prometheus.io/path: /metric | prometheus.io/path: the management port has no /metric",
        "containerPort: 9090 | containerPort: 9091 | are not those of the settings",
        "targetPort: http | targetPort: web | Service: no port web",
        "RAPPORT_HTTP_HOST: 0.0.0.0 | RAPPORT_HTTP_HOST: 127.0.0.1 | http.host: reached by nobody",
        "terminationGracePeriodSeconds: 45 | terminationGracePeriodSeconds: 30 | terminationGracePeriodSeconds: PT30S is less than PT44S",
        "mountPath: /tmp | readOnly: 1 | Deployment/rapport.spec.template.spec.containers[].volumeMounts[].readOnly: 1 is no java.lang.Boolean",
        "key: RAPPORT_DB_URL | key: DB_URL | Deployment/rapport: no Secret has",
        "serviceAccountName: rapport | serviceAccountName: default | Deployment/rapport: no account default",
        "app.kubernetes.io/component: migration | app.kubernetes.io/component: gateway | the migration's pods, too, have",
        "kind: PodDisruptionBudget | kind: PodDisruptionsBudget | PodDisruptionsBudget/rapport: no such kind in policy/v1",
      })
  void plantedMistake_isFound(String right, String wrong, String problem) throws IOException {
    String rendered = render(List.of());
    assertThat(rendered).contains(right);
    assertThat(checks.problems(rendered.replace(right, wrong)))
        .anyMatch(found -> found.contains(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "autoscaling | averageValue | averageVale | metrics[].pods.target.averageVale: no such field of MetricTarget",
        "autoscaling | `kind: Deployment\n    name: rapport` | `kind: Deployment\n    name: gateway` | no Deployment gateway",
        "database | instances: 3 | instanses: 3 | Cluster/rapport-db.spec.instanses: no such field of Cluster",
        "database | name: rapport-db-app | name: rapport-db-ap | no Secret has {key=uri, name=rapport-db-ap}",
        "route | `port: 8080\n    matches` | `port: 8081\n    matches` | HTTPRoute: no Service has {name=rapport, port=8081}",
      })
  void plantedMistake_inAComponent_isFound(
      String component, String right, String wrong, String problem) throws IOException {
    String rendered = render(List.of(component));
    assertThat(rendered).contains(right);
    assertThat(checks.problems(rendered.replace(right, wrong)))
        .anyMatch(found -> found.contains(problem));
  }

  private static String render(List<String> components) throws IOException {
    Path choice = folder.resolve(components.isEmpty() ? "none" : String.join("-", components));
    Files.createDirectories(choice);
    String up = choice.toAbsolutePath().relativize(K8S.toAbsolutePath()).toString();
    StringBuilder text = new StringBuilder("kind: Kustomization\nresources:\n");
    text.append("  - ").append(up).append("/base\n");
    text.append(components.isEmpty() ? "" : "components:\n");
    components.forEach(name -> text.append("  - " + up + "/components/" + name + "\n"));
    Files.writeString(choice.resolve("kustomization.yaml"), text);
    return Kubectl.render(choice);
  }
}
