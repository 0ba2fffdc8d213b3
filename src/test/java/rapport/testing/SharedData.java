package rapport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Public data sets that stand beside the project, in {@code ../shared/data} or where {@code
 * -Drapport.test.data} says. Where they are not, tests use a small set of their own.
 */
public final class SharedData {
  private static final Path FOLDER =
      Path.of(System.getProperty("rapport.test.data", "../shared/data"));

  private SharedData() {}

  /** The files of a folder, in the order of their names; none when it is not there. */
  public static List<Path> files(String folder) {
    Path path = FOLDER.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
