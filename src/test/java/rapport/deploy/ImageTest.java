package rapport.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.catalog.Catalog.Kind;
import rapport.testing.Shopper;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** The image's own files, run as Kubernetes would run them, with a real database. */
class ImageTest {
  private static final Path TAR = Path.of("target", "rapport-image.tar");
  private static final long MEGABYTE = 1_000_000;

  /** Below the checkout: where temporary files lie, programs may be forbidden to run. */
  @TempDir(factory = InTarget.class)
  private static Path folder;

  private static UnpackedImage image;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    assumeThat(TAR).as("the image: ./rapport image scratch makes it").exists();
    assumeThat(UnpackedImage.canRun())
        .as("unshare, which must be allowed to make namespaces, to run in a root of one's own")
        .isTrue();
    image = UnpackedImage.of(TAR, folder);
  }

  @Test
  void image_fromItsOwnReadOnlyFiles_answersAndLeavesInItsGrace() throws Exception {
    String url = TestDatabase.freshDatabase();
    TestGateway.load(url, Kind.FAQ, "demo/faqs.en.jsonl");
    List<String> writable = mountPaths();
    try (ServedImage gateway =
        ServedImage.start(
            image.command(writable, "serve"), environment(url), folder.resolve("serve.log"))) {
      try (Shopper shopper = gateway.join()) {
        JsonObject done = shopper.ask("how do I return something?").done();
        assertThat(done.getString("finish")).isEqualTo("stop");
        assertThat(done.getString("text")).containsIgnoringCase("return");
      }
      assertThat(Files.readString(gateway.proc("uid_map")).strip()).startsWith("10001 ");
      assertThat(Files.readAllLines(gateway.proc("mountinfo")).getFirst())
          .containsPattern(" / ro[, ]");
      assertThat(gateway.output()).contains("Using AOT-linked classes: true");
      for (String path : writable) {
        assertThat(below(gateway.proc("root" + path)))
            .as("unpacked at run time")
            .noneMatch(file -> Files.isRegularFile(file) || file.endsWith("JNA"));
      }
      // Killed by SIGTERM, as the JVM tells it, after everything was given back.
      assertThat(gateway.terminate(grace())).isEqualTo(128 + 15);
    }
  }

  @Test
  void image_migrates() throws Exception {
    String url = TestDatabase.freshDatabase();
    ProcessBuilder builder = new ProcessBuilder(image.command(mountPaths(), "migrate"));
    builder.environment().putAll(environment(url));
    Path log = folder.resolve("migrate.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log)).containsPattern("Applied [1-9]");
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void image_isOfTheUserThatKubernetesAsksFor() throws IOException {
    String[] context = {"spec", "template", "spec", "securityContext"};
    Map<String, Object> asked = deployment().mapAt(context);
    assertThat(image.user()).isEqualTo(asked.get("runAsUser") + ":" + asked.get("runAsGroup"));
  }

  @Test
  void image_hasTheEncoderAndNothingOfOtherPlatforms() throws IOException {
    assertThat(Files.size(TAR)).isLessThan(160 * MEGABYTE);
    assertThat(image.files())
        .anyMatch(file -> file.toString().contains("all-minilm-l6-v2"))
        .anyMatch(file -> file.endsWith("app/native/libonnxruntime.so"))
        .noneMatch(file -> file.toString().matches(".*\\.(dylib|dll|pdb)"));
  }

  private static Map<String, String> environment(String url) {
    Map<String, String> environment = new HashMap<>(image.environment());
    environment.put("RAPPORT_DB_URL", url);
    environment.put("RAPPORT_HTTP_HOST", "127.0.0.1");
    return environment;
  }

  /** The folders that the Deployment lets it write to. */
  private static List<String> mountPaths() throws IOException {
    return Manifest.list(container().get("volumeMounts")).stream()
        .map(mount -> String.valueOf(mount.get("mountPath")))
        .toList();
  }

  /** What is left of the Deployment's grace when SIGTERM comes. */
  private static Duration grace() throws IOException {
    int all = (int) deployment().podSpec().orElseThrow().get("terminationGracePeriodSeconds");
    int before =
        (int) Manifest.at(container(), "lifecycle", "preStop", "sleep", "seconds").orElse(0);
    return Duration.ofSeconds(all - before);
  }

  private static Map<String, Object> container() throws IOException {
    return Manifest.list(deployment().podSpec().orElseThrow().get("containers")).getFirst();
  }

  private static Manifest deployment() throws IOException {
    return Manifest.parse(Files.readString(Path.of("k8s/base/deployment.yaml"))).getFirst();
  }

  private static List<Path> below(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.toList();
    }
  }
}
