package rapport.openai;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A client of OpenAI's API that nobody here wrote, in a folder of its own under {@code target} with
 * all it needs, run as a program. It is installed once; where it cannot be had, tests with it are
 * skipped, unless {@code CI} is {@code true}.
 */
final class ForeignClient {
  private static final Path SOURCES = Path.of("src", "test", "resources", "openai");
  private static final int SECONDS = 90;

  private final Path folder;

  private ForeignClient(Path folder) {
    this.folder = folder;
  }

  /**
   * @param name of the folder
   * @param files of {@code src/test/resources/openai}, first the one that says what is needed
   * @param installer run in the folder when that one has changed since the last time
   */
  static ForeignClient installed(String name, List<String> files, List<String> installer) {
    ForeignClient client = new ForeignClient(Path.of("target", name));
    Path stamp = client.folder.resolve("installed");
    String needs = files.getFirst();
    try {
      Files.createDirectories(client.folder);
      for (String file : files) {
        Files.copy(
            SOURCES.resolve(file),
            client.folder.resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(stamp) || Files.mismatch(SOURCES.resolve(needs), stamp) >= 0) {
        client.run(installer);
        Files.copy(SOURCES.resolve(needs), stamp, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      missing(name + " cannot be had: " + e.getMessage());
    }
    return client;
  }

  private static void missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(why);
    }
    Assumptions.abort(why);
  }

  /** The last line of what a program says, which is JSON. */
  JsonObject says(List<String> command) {
    try {
      String[] lines = run(command).split("\n", -1);
      return new JsonObject(lines[lines.length - 1]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String run(List<String> command) throws IOException {
    Path output = Files.createTempFile("client", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output, StandardCharsets.UTF_8).strip();
      if (!ended || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
