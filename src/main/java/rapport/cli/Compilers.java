package rapport.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.life.Priority;

/**
 * The JVM's compilers. A young process compiles what it runs, for a minute and on as many cores as
 * it gets. Shoppers wait behind that: their event loop wants the same core.
 */
final class Compilers {
  private static final Logger log = LoggerFactory.getLogger(Compilers.class);
  private static final Path THREADS = Path.of("/proc/self/task");

  private Compilers() {}

  /** From now on they {@link Priority give way}; so do those they start. */
  static void giveWay() {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (isCompiler(thread)) {
          Priority.giveWay(Integer.parseInt(thread.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      log.debug("compilers keep their priority", e);
    }
  }

  /** A thread that ends meanwhile has no name any more. */
  static boolean isCompiler(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
    } catch (IOException e) {
      return false;
    }
  }
}
