package rapport.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What lives in a JVM's heap, asked by {@code jcmd} as the same user.
 *
 * @param bytes of all objects
 * @param timers of Vert.x that are set
 */
public record HeapCensus(long bytes, long timers) {
  private static final int PATIENCE_SECONDS = 60;
  private static final String TIMER = "io.vertx.core.impl.VertxImpl$InternalTimerHandler";

  /**
   * Bytes of live objects after a full collection, which stops that JVM for a while; null when it
   * is no JVM or does not answer.
   */
  static @Nullable Long liveBytes(long pid) {
    HeapCensus census = of(pid);
    return census == null ? null : census.bytes;
  }

  /** As {@link #liveBytes}, and what else is counted. */
  public static @Nullable HeapCensus of(long pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process histogram =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (var output = histogram.inputReader()) {
        List<String> lines = output.lines().toList();
        histogram.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return lines.stream().noneMatch(line -> line.startsWith("Total"))
            ? null
            : new HeapCensus(sum(lines, "Total", 2), sum(lines, TIMER, 1));
      }
    } catch (IOException | NumberFormatException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static long sum(List<String> lines, String name, int column) {
    return lines.stream()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(words -> words.length > column && List.of(words).contains(name))
        .mapToLong(words -> Long.parseLong(words[column]))
        .sum();
  }
}
