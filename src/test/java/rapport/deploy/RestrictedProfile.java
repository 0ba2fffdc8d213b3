package rapport.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of Kubernetes' Pod Security Standards, profile "restricted", for Linux; and two more
 * that the image is made for: a root file system that cannot be written, and no token of the API.
 */
final class RestrictedProfile {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<Object> PROFILES = Set.of("RuntimeDefault", "Localhost");

  private final Manifest manifest;
  private final Map<String, Object> pod;
  private final List<String> problems = new ArrayList<>();

  private RestrictedProfile(Manifest manifest, Map<String, Object> pod) {
    this.manifest = manifest;
    this.pod = pod;
  }

  static List<String> problems(Manifest manifest) {
    return manifest
        .podSpec()
        .map(pod -> new RestrictedProfile(manifest, pod).check())
        .orElse(List.of());
  }

  private List<String> check() {
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      expect(!Boolean.TRUE.equals(pod.get(shared)), shared);
    }
    expect(
        Boolean.FALSE.equals(pod.get("automountServiceAccountToken")),
        "automountServiceAccountToken");
    Map<String, Object> context = Manifest.map(pod.get("securityContext"));
    expect(!context.containsKey("sysctls"), "securityContext.sysctls");
    checkUser(context, "securityContext");
    for (Map<String, Object> volume : Manifest.list(pod.get("volumes"))) {
      expect(
          volume.keySet().stream().filter(key -> !key.equals("name")).allMatch(VOLUMES::contains),
          "volumes " + volume);
    }
    Stream.of("containers", "initContainers", "ephemeralContainers")
        .flatMap(kind -> Manifest.list(pod.get(kind)).stream())
        .forEach(container -> checkContainer(context, container));
    return problems;
  }

  private void checkContainer(Map<String, Object> ofPod, Map<String, Object> container) {
    Map<String, Object> own = Manifest.map(container.get("securityContext"));
    checkUser(own, "container securityContext");
    expect(!Boolean.TRUE.equals(own.get("privileged")), "privileged");
    expect(Boolean.FALSE.equals(own.get("allowPrivilegeEscalation")), "allowPrivilegeEscalation");
    expect(
        Boolean.TRUE.equals(own.getOrDefault("runAsNonRoot", ofPod.get("runAsNonRoot"))),
        "runAsNonRoot");
    Object profile =
        Manifest.at(own, "seccompProfile", "type")
            .or(() -> Manifest.at(ofPod, "seccompProfile", "type"))
            .orElse("");
    expect(PROFILES.contains(profile), "seccompProfile");
    expect(
        Manifest.at(own, "capabilities", "drop").orElse(List.of()).equals(List.of("ALL")),
        "capabilities.drop");
    Object added = Manifest.at(own, "capabilities", "add").orElse(List.of());
    expect(
        added.equals(List.of()) || added.equals(List.of("NET_BIND_SERVICE")), "capabilities.add");
    expect("Default".equals(own.getOrDefault("procMount", "Default")), "procMount");
    expect(
        Manifest.list(container.get("ports")).stream().noneMatch(p -> p.containsKey("hostPort")),
        "hostPort");
    expect(Boolean.TRUE.equals(own.get("readOnlyRootFilesystem")), "readOnlyRootFilesystem");
  }

  /** What a pod and a container may both say. */
  private void checkUser(Map<String, Object> context, String where) {
    expect(!Integer.valueOf(0).equals(context.get("runAsUser")), where + ".runAsUser");
    expect(!context.containsKey("seLinuxOptions"), where + ".seLinuxOptions");
    expect(!context.containsKey("windowsOptions"), where + ".windowsOptions");
  }

  private void expect(boolean ok, String what) {
    if (!ok) {
      problems.add(manifest + ": " + what + " breaks the restricted profile");
    }
  }
}
