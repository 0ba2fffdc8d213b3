package rapport.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rapport.catalog.Catalog.Kind;
import rapport.testing.Shopper;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/**
 * Runs the gateway from the image's layers, asks it something, and leaves the JDK's AOT cache of
 * what was loaded and how often it ran. {@code ./rapport image} runs this; its argument is the
 * folder of layers.
 */
final class Training {
  private static final Duration GRACE = Duration.ofMinutes(2);

  public static void main(String[] arguments) throws Exception {
    Path layers = Path.of(arguments[0]).toAbsolutePath();
    Path app = Files.createDirectories(layers.resolve("training/app"));
    try {
      for (String layer : List.of("native", "encoder", "libraries", "classes")) {
        copy(layers.resolve(layer).resolve("app"), app);
      }
      train(layers.resolve("runtime/opt/java/bin/java"), app);
      Path cache = layers.resolve("cache/app/rapport.aot");
      Files.move(app.resolve("rapport.aot"), cache, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(cache, FileTime.fromMillis(1_000));
    } finally {
      delete(layers.resolve("training"));
    }
    System.exit(0);
  }

  private static void train(Path java, Path app) throws InterruptedException {
    String url = TestDatabase.freshDatabase();
    TestGateway.load(url, Kind.FAQ, "demo/faqs.en.jsonl", "demo/faqs.zh.jsonl");
    TestGateway.load(url, Kind.PRODUCT, "demo/products.zh.jsonl");
    String natives = app.resolve("native").toString();
    List<String> command =
        List.of(
            java.toString(),
            "@" + app.resolve("jvm.options"),
            "-Djava.library.path=" + natives,
            "-Donnxruntime.native.path=" + natives,
            "-DRUST_LIBRARY_PATH=" + natives + "/libtokenizers.so",
            "-Djna.boot.library.path=" + natives,
            "-XX:AOTCacheOutput=" + app.resolve("rapport.aot"),
            "-Xmx512m",
            "-jar",
            app.resolve("rapport.jar").toString(),
            "serve");
    try (ServedImage gateway =
        ServedImage.start(command, Map.of("RAPPORT_DB_URL", url), app.resolve("training.log"))) {
      try (Shopper shopper = gateway.join()) {
        shopper.ask("how do I return something?");
        shopper.ask("蓝牙音箱");
      }
      gateway.terminate(GRACE);
      if (!Files.exists(app.resolve("rapport.aot"))) {
        throw new AssertionError("no cache was made: " + gateway.output());
      }
    }
  }

  /** With their times, by which the cache knows them again. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private Training() {}
}
