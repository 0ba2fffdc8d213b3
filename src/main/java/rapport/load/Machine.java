package rapport.load;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run ran on.
 *
 * @param cpu the processor's own name
 */
public record Machine(int cores, String cpu, long memoryMegabytes, String os, String java) {
  /* proc(5): user, nice, system, idle, iowait, irq, softirq, steal, in hundredths of a second. */
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final double JIFFIES = 100;

  /** This one. */
  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        cpuName(),
        system().getTotalMemorySize() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  /** As results hold it. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("cores", cores)
        .put("cpu", cpu)
        .put("memory_mb", memoryMegabytes)
        .put("os", os)
        .put("java", java);
  }

  /** Processor time of this process so far, in nanoseconds. */
  static long ownCpuNanos() {
    return system().getProcessCpuTime();
  }

  /**
   * Processor time of all of this machine since it started, in seconds; null where it is not told.
   */
  static @Nullable Double busySeconds() {
    try {
      String[] jiffies = Files.readString(Path.of("/proc/stat")).split("\\s+", 10);
      double all = 0;
      for (int i = 1; i <= 8; i++) {
        all += i == IDLE || i == WAITING ? 0 : Double.parseDouble(jiffies[i]);
      }
      return all / JIFFIES;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Descriptors that a process here may have open; the server's limit is taken to be the same. */
  static long mostOpenFiles() {
    return system() instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static String cpuName() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo"))
          .lines()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
