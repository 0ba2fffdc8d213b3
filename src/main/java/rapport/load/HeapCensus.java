package rapport.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What lives in a JVM's heap, asked by {@code jcmd} as the same user. */
final class HeapCensus {
  private static final int PATIENCE_SECONDS = 60;

  private HeapCensus() {}

  /**
   * Bytes of live objects after a full collection, which stops that JVM for a while; null when it
   * is no JVM or does not answer.
   */
  static @Nullable Long liveBytes(long pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process histogram =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (var lines = histogram.inputReader()) {
        Long bytes =
            lines
                .lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> Long.valueOf(line.strip().split("\\s+", -1)[2]))
                .findFirst()
                .orElse(null);
        histogram.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return bytes;
      }
    } catch (IOException | NumberFormatException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
