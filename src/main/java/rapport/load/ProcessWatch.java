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

  /* proc(5), counted from the state, which follows the name. */
  private static final int PARENT = 1;
  private static final int USER_TIME = 11;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  /** How it is now; null when there is no such process or no looking at it. */
  public static @Nullable ProcessWatch of(long pid) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      String[] fields = stat(folder);
      long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
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

  /**
   * Processor time of a process and all its children, those that have ended included, in
   * nanoseconds; null when there is no such process.
   */
  public static @Nullable Long familyCpuNanos(long pid) {
    long ticks = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      String[] own = stat(Path.of("/proc", Long.toString(pid)));
      for (int i = USER_TIME; i <= CHILDREN_SYSTEM_TIME; i++) {
        ticks += Long.parseLong(own[i]);
      }
      for (Path each : all) {
        ticks += ticksIfChildOf(Long.toString(pid), each);
      }
      return ticks * NANOS_PER_TICK;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static long ticksIfChildOf(String parent, Path folder) {
    try {
      String[] fields = stat(folder);
      return fields[PARENT].equals(parent)
          ? Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])
          : 0;
    } catch (IOException e) {
      return 0; // it has ended since, and is its parent's now
    }
  }

  /** Which process started this one; null when there is none of that name. */
  public static @Nullable Long parent(long pid, String name) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      return Files.readString(folder.resolve("comm")).strip().equals(name)
          ? Long.valueOf(stat(folder)[PARENT])
          : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static String[] stat(Path folder) throws IOException {
    String stat = Files.readString(folder.resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
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
