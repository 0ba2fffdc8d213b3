package rapport.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process as the operating system sees it, by Linux's {@code /proc}.
 *
 * @param cpuNanos user and system time so far; the kernel counts in hundredths of a second
 * @param memoryBytes resident now
 * @param peakBytes resident at most so far
 */
public record ProcessWatch(
    long cpuNanos, long memoryBytes, long peakBytes, int threads, int openFiles) {
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 wherever Java runs

  /** How it is now; null when there is no such process or no looking at it. */
  public static @Nullable ProcessWatch of(long pid) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      String status = Files.readString(folder.resolve("status"));
      return new ProcessWatch(
          ticks * NANOS_PER_TICK,
          number(status, "VmRSS:") * 1024,
          number(status, "VmHWM:") * 1024,
          (int) number(status, "Threads:"),
          count(folder.resolve("fd")));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static long number(String status, String name) {
    int at = status.indexOf("\n" + name);
    String line =
        at < 0 ? "0" : status.substring(at + 1 + name.length()).lines().findFirst().orElse("0");
    return Long.parseLong(line.strip().split("\\s+", 2)[0]);
  }

  private static int count(Path files) {
    int count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
      for (Path each : all) {
        count += each.getNameCount() > 0 ? 1 : 0;
      }
      return count;
    } catch (IOException e) {
      return -1;
    }
  }
}
