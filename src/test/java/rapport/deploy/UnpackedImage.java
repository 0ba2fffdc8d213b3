package rapport.deploy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The image's layers as one root directory, and a way to run in it that is near to what a container
 * engine does: namespaces of its own for users and mounts, the root read-only, nothing of this
 * machine in it but {@code /proc} and {@code /dev}. Needs no privileges where users may make
 * namespaces.
 */
final class UnpackedImage {
  /** Arguments: the root, the user, the folders that may be written, {@code --}, what to run. */
  private static final String CONTAIN =
      """
      set -e
      root=$1 user=$2
      shift 2
      mount --bind "$root" "$root"
      mount --rbind /proc "$root/proc"
      mount --rbind /dev "$root/dev"
      while [ "$1" != -- ]; do
        mount -t tmpfs tmpfs "$root$1"
        chmod 1777 "$root$1"
        shift
      done
      shift
      mount -o remount,bind,ro "$root"
      exec unshare --user --map-user="$user" --map-group="$user" --root="$root" --wd=/app -- "$@"
      """;

  private final Path root;
  private final JsonObject config;

  private UnpackedImage(Path root, JsonObject config) {
    this.root = root;
    this.config = config;
  }

  static UnpackedImage of(Path tar, Path folder) throws IOException, InterruptedException {
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Path root = Files.createDirectories(folder.resolve("root"));
    unpack(tar, parts);
    JsonObject manifest =
        new JsonArray(Files.readString(parts.resolve("manifest.json"))).getJsonObject(0);
    for (Object layer : manifest.getJsonArray("Layers")) {
      unpack(parts.resolve(layer.toString()), root);
    }
    for (String mountPoint : List.of("proc", "dev", "tmp")) {
      Files.createDirectories(root.resolve(mountPoint));
    }
    // As an engine does for every container: names of this machine are not asked for.
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/resolv.conf"), "nameserver 127.0.0.1\n");
    Path config = parts.resolve(manifest.getString("Config"));
    return new UnpackedImage(
        root, new JsonObject(Files.readString(config)).getJsonObject("config"));
  }

  /** Whether this machine lets us run in a root of our own. */
  static boolean canRun() throws IOException, InterruptedException {
    try {
      return run("unshare", "-rm", "unshare", "--user", "--map-user=10001", "--root=/", "true")
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Such as {@code 10001:10001}. */
  String user() {
    return config.getString("User");
  }

  /** The image's own environment. */
  Map<String, String> environment() {
    return config.getJsonArray("Env").stream()
        .map(Object::toString)
        .collect(
            Collectors.toMap(
                entry -> entry.substring(0, entry.indexOf('=')),
                entry -> entry.substring(entry.indexOf('=') + 1),
                (first, last) -> last,
                HashMap::new));
  }

  /** Every file of the image, from its root. */
  List<Path> files() throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(root::relativize).toList();
    }
  }

  /**
   * The image's entry point in its own root.
   *
   * @param writable folders that may be written, empty at the start
   * @param arguments such as {@code serve}
   */
  List<String> command(List<String> writable, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", CONTAIN, "contain"));
    command.add(root.toAbsolutePath().toString());
    command.add(user().split(":", 2)[0]);
    command.addAll(writable);
    command.add("--");
    List<String> entry = config.getJsonArray("Entrypoint").stream().map(Object::toString).toList();
    command.add(entry.getFirst());
    // Tells whether the cache of classes is taken.
    command.add("-Xlog:aot");
    command.addAll(entry.subList(1, entry.size()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void unpack(Path archive, Path folder) throws IOException, InterruptedException {
    int exit =
        run(
            "tar",
            "--warning=no-unknown-keyword",
            "-C",
            folder.toString(),
            "-xf",
            archive.toString());
    if (exit != 0) {
      throw new IOException("tar cannot unpack " + archive);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " does not end");
    }
    return process.exitValue();
  }
}
