package rapport.localdb;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of this machine, run to its end with a bounded wait. Words go to the program as they
 * are, through no shell. Its output goes through a file, so that a daemon it leaves behind holds
 * nothing of ours open.
 */
record Command(List<String> words, Path folder, String input, Duration limit) {
  private static final int NOT_FOUND = 127;
  private static final int TIMED_OUT = 124;

  static Command of(Object... words) {
    return of(Stream.of(words).map(Object::toString).toList());
  }

  static Command of(List<String> words) {
    return new Command(words, Path.of("/"), "", Duration.ofMinutes(1));
  }

  Command in(Path where) {
    return new Command(words, where, input, limit);
  }

  Command reading(String text) {
    return new Command(words, folder, text, limit);
  }

  Command within(Duration time) {
    return new Command(words, folder, input, time);
  }

  /** What the program printed, on both its streams. */
  record Result(int exit, String output) {
    boolean ok() {
      return exit == 0;
    }

    /** The last lines, indented for a message. */
    String tail(int lines) {
      List<String> all = output.strip().lines().toList();
      return String.join(
          "\n",
          all.stream().skip(Math.max(0, all.size() - lines)).map(line -> "  " + line).toList());
    }
  }

  /** Never throws for what the program does: not found and timed out are exits, as in a shell. */
  Result run() {
    Path output = temporaryFile();
    try {
      int exit = waitFor(start(output));
      return new Result(exit, Files.readString(output));
    } catch (IOException notStarted) {
      return new Result(NOT_FOUND, String.valueOf(notStarted.getMessage()));
    } finally {
      deleteQuietly(output);
    }
  }

  /** The output of a program that must succeed. */
  String outputOrFail(String purpose) {
    Result result = run();
    if (!result.ok()) {
      throw new LocalDatabaseException(
          "%s failed: `%s` ended with %d".formatted(purpose, String.join(" ", words), result.exit),
          result.tail(15));
    }
    return result.output;
  }

  private Process start(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
    Process process = builder.start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    } catch (IOException gone) {
      // It ended without reading all: its exit tells why.
    }
    return process;
  }

  private int waitFor(Process process) {
    try {
      if (process.waitFor(limit.toMillis(), MILLISECONDS)) {
        return process.exitValue();
      }
      kill(process);
      return TIMED_OUT;
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new LocalDatabaseException("interrupted while running " + words.getFirst(), "");
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("rapport-", ".out");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A leftover in the temporary folder harms nobody.
    }
  }
}
