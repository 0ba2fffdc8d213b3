package rapport.openai;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Clients for Node that nobody here wrote, OpenAI's own and Vercel's AI SDK, installed once into
 * {@code target}. Where it cannot be had, tests with it are skipped, unless {@code CI} is {@code
 * true}.
 */
final class OpenAiClient {
  private static final Path SOURCES = Path.of("src", "test", "resources", "openai");
  private static final Path FOLDER = Path.of("target", "openai-client");
  private static final int SECONDS = 90;

  private final String baseUrl;

  private OpenAiClient(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  static OpenAiClient of(String baseUrl) {
    try {
      Files.createDirectories(FOLDER);
      for (String file : List.of("package.json", "client.mjs", "vercel.mjs")) {
        Files.copy(
            SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve("openai"))
          || !Files.isDirectory(FOLDER.resolve("node_modules").resolve("ai"))) {
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefer-offline");
      }
    } catch (IOException e) {
      missing("npm's packages openai and ai cannot be had: " + e.getMessage());
    }
    return new OpenAiClient(baseUrl);
  }

  private static void missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(why);
    }
    Assumptions.abort(why);
  }

  /** What one step of {@code client.mjs} saw. */
  JsonObject run(String step, String key, String text, String user) {
    return script("client.mjs", step, key, text, user);
  }

  /** What one step of {@code vercel.mjs} saw. */
  JsonObject vercel(String step, String key, String text, String user) {
    return script("vercel.mjs", step, key, text, user);
  }

  private JsonObject script(String script, String step, String key, String text, String user) {
    try {
      String[] lines = run("node", script, step, baseUrl, key, text, user).split("\n", -1);
      return new JsonObject(lines[lines.length - 1]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String run(String... command) throws IOException {
    Path output = Files.createTempFile("openai", ".log");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output, StandardCharsets.UTF_8).strip();
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Files.delete(output);
    }
  }
}
