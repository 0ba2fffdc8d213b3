package rapport.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code kubectl kustomize}: the renderer that users have. Needs no cluster. */
final class Kubectl {
  static final String NEEDED =
      "kubectl with kustomize 5 or newer is needed: ./rapport test gets one through npm";

  private static final Optional<Path> PROGRAM = find();

  private Kubectl() {}

  static boolean isMissing() {
    return PROGRAM.isEmpty();
  }

  /** The objects of a folder with a {@code kustomization.yaml}. */
  static String render(Path folder) {
    Outcome outcome = run(PROGRAM.orElseThrow(), "kustomize", folder.toString());
    if (outcome.exit != 0) {
      throw new AssertionError("kubectl kustomize " + folder + ": " + outcome.output);
    }
    return outcome.output;
  }

  /** On the path, or where the launcher puts its own. */
  private static Optional<Path> find() {
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
    return Stream.concat(onPath, Stream.of(Path.of(".rapport", "tools").toAbsolutePath()))
        .map(folder -> folder.resolve("kubectl"))
        .filter(Files::isExecutable)
        .filter(Kubectl::isNewEnough)
        .findFirst();
  }

  private static boolean isNewEnough(Path program) {
    return run(program, "version", "--client").output.matches("(?s).*Kustomize Version: v[5-9].*");
  }

  private record Outcome(int exit, String output) {}

  private static Outcome run(Path program, String... words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      return new Outcome(process.exitValue(), output);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
