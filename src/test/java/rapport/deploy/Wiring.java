package rapport.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rapport.GatewaySettings;

/** That the objects of one rendering fit each other and what the gateway does. */
final class Wiring {
  /** Secrets that are not among the objects, and the keys they have. */
  private final Map<String, Set<String>> secrets;

  private final List<Manifest> all;
  private final Manifest deployment;
  private final List<String> problems = new ArrayList<>();

  private Wiring(List<Manifest> all, Map<String, Set<String>> secrets) {
    this.all = all;
    this.secrets = secrets;
    this.deployment = named("Deployment", "rapport").orElseThrow();
  }

  static List<String> problems(List<Manifest> all, Map<String, Set<String>> secrets) {
    Wiring wiring = new Wiring(all, secrets);
    wiring.check();
    return wiring.problems;
  }

  private void check() {
    checkPorts();
    checkSelectors();
    checkTargets();
    all.stream().filter(m -> m.podSpec().isPresent()).forEach(this::checkPod);
  }

  /** The gateway's ports, by their names, and that it listens where others can reach it. */
  private void checkPorts() {
    GatewaySettings settings = DeployedSettings.read(all);
    expect(
        ports()
            .equals(
                Map.of("http", settings.http().port(), "management", settings.management().port())),
        deployment + ": ports " + ports() + " are not those of the settings");
    expect(settings.http().host().equals("0.0.0.0"), "http.host: reached by nobody");
    Map<String, Object> annotations =
        deployment.mapAt("spec", "template", "metadata", "annotations");
    expect(
        String.valueOf(settings.management().port()).equals(annotations.get("prometheus.io/port")),
        "prometheus.io/port: metrics are on the management port");
    ofKind("Service")
        .flatMap(service -> service.listAt("spec", "ports").stream())
        .map(port -> port.get("targetPort"))
        .forEach(port -> expect(ports().containsKey(port), "Service: no port " + port));
    ofKind("NetworkPolicy")
        .flatMap(policy -> policy.listAt("spec", "ingress").stream())
        .flatMap(rule -> Manifest.list(rule.get("ports")).stream())
        .map(port -> port.get("port"))
        .filter(String.class::isInstance)
        .forEach(port -> expect(ports().containsKey(port), "NetworkPolicy: no port " + port));
  }

  private Map<String, Integer> ports() {
    return Manifest.list(container(deployment).get("ports")).stream()
        .collect(
            Collectors.toMap(
                p -> String.valueOf(p.get("name")), p -> (int) p.get("containerPort")));
  }

  /** Whatever selects the gateway's pods names labels they have; the migration's are others. */
  private void checkSelectors() {
    Map<String, Object> gateway = deployment.mapAt("spec", "template", "metadata", "labels");
    List<Map<String, Object>> selectors = new ArrayList<>();
    selectors.add(deployment.mapAt("spec", "selector", "matchLabels"));
    ofKind("Service").forEach(service -> selectors.add(service.mapAt("spec", "selector")));
    ofKind("PodDisruptionBudget")
        .forEach(budget -> selectors.add(budget.mapAt("spec", "selector", "matchLabels")));
    deployment
        .listAt("spec", "template", "spec", "topologySpreadConstraints")
        .forEach(s ->
            selectors.add(
                Manifest.map(Manifest.at(s, "labelSelector", "matchLabels").orElse(null))));
    Map<String, Object> migration =
        named("Job", "rapport-migrate")
            .orElseThrow()
            .mapAt("spec", "template", "metadata", "labels");
    for (Map<String, Object> selector : selectors) {
      expect(selects(selector, gateway), "no pod of the gateway has the labels " + selector);
      expect(!selects(selector, migration), "the migration's pods, too, have " + selector);
    }
    boolean denied =
        ofKind("NetworkPolicy")
            .filter(policy ->
                policy.at("spec", "ingress").isEmpty() && policy.at("spec", "egress").isEmpty())
            .map(policy -> policy.mapAt("spec", "podSelector", "matchLabels"))
            .anyMatch(selector -> selects(selector, gateway) && selects(selector, migration));
    expect(denied, "no NetworkPolicy denies by default");
  }

  private static boolean selects(Map<String, Object> selector, Map<String, Object> labels) {
    return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
  }

  /** What autoscalers and routes point to. */
  private void checkTargets() {
    ofKind("HorizontalPodAutoscaler")
        .forEach(autoscaler -> {
          String target = autoscaler.text("spec", "scaleTargetRef", "name").orElse("");
          expect(named("Deployment", target).isPresent(), autoscaler + ": no Deployment " + target);
          expect(
              deployment.at("spec", "replicas").isEmpty(),
              "replicas: two owners, see the autoscaler");
        });
    ofKind("HTTPRoute")
        .flatMap(route -> route.listAt("spec", "rules").stream())
        .flatMap(rule -> Manifest.list(rule.get("backendRefs")).stream())
        .forEach(backend -> expect(isServed(backend), "HTTPRoute: no Service has " + backend));
  }

  private boolean isServed(Map<String, Object> backend) {
    return named("Service", String.valueOf(backend.get("name"))).stream()
        .flatMap(service -> service.listAt("spec", "ports").stream())
        .anyMatch(port -> port.get("port").equals(backend.get("port")));
  }

  private void checkPod(Manifest manifest) {
    Map<String, Object> pod = manifest.podSpec().orElseThrow();
    Map<String, Object> container = container(manifest);
    expect(
        Boolean.FALSE.equals(pod.get("enableServiceLinks")),
        manifest + ": enableServiceLinks makes variables that look like settings");
    String account = String.valueOf(pod.get("serviceAccountName"));
    expect(named("ServiceAccount", account).isPresent(), manifest + ": no account " + account);
    Set<Object> volumes = new HashSet<>();
    Manifest.list(pod.get("volumes")).forEach(volume -> volumes.add(volume.get("name")));
    Set<Object> mounts = new HashSet<>();
    Manifest.list(container.get("volumeMounts")).forEach(mount -> mounts.add(mount.get("name")));
    expect(volumes.equals(mounts), manifest + ": volumes " + volumes + ", mounted " + mounts);
    for (Map<String, Object> source : Manifest.list(container.get("envFrom"))) {
      String map = Manifest.at(source, "configMapRef", "name").map(String::valueOf).orElse("");
      expect(named("ConfigMap", map).isPresent(), manifest + ": no ConfigMap " + map);
    }
    Manifest.list(container.get("env")).stream()
        .flatMap(variable -> Manifest.at(variable, "valueFrom", "secretKeyRef").stream())
        .map(Manifest::map)
        .forEach(reference ->
            expect(
                secrets
                    .getOrDefault(String.valueOf(reference.get("name")), Set.of())
                    .contains(String.valueOf(reference.get("key"))),
                manifest + ": no Secret has " + reference));
  }

  private static Map<String, Object> container(Manifest manifest) {
    return Manifest.list(manifest.podSpec().orElseThrow().get("containers")).getFirst();
  }

  private Stream<Manifest> ofKind(String kind) {
    return all.stream().filter(manifest -> manifest.kind().equals(kind));
  }

  private Optional<Manifest> named(String kind, String name) {
    return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
  }

  private void expect(boolean ok, String problem) {
    if (!ok) {
      problems.add(problem);
    }
  }
}
