package rapport.life;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that give way to this process's others. Event loops serve everybody; whoever works for
 * one question, or for nobody yet, takes what they leave. On Linux, where threads have priorities
 * of their own; elsewhere nothing happens.
 *
 * <p>Java's own priorities mean nothing unless {@code -XX:ThreadPriorityPolicy=1} is given, which
 * complains aloud unless one is root.
 */
public final class Priority {
  /** Of a core that two want, who gives way gets a quarter: what waits for it is slow, too. */
  public static final int NICER = 5;

  private static final int NICEST = 19;

  /** In {@code stat}, after the name: see proc_pid_stat(5). */
  private static final int NICE_FIELD = 16;

  private static final Logger log = LoggerFactory.getLogger(Priority.class);
  private static final Path PROCESS = Path.of("/proc/self");
  private static final int PRIO_PROCESS = 0;

  /** For {@code setpriority}, who calls it. */
  private static final int THIS_THREAD = 0;

  /** {@code int setpriority(int which, id_t who, int priority)}, of sys/resource.h. */
  private static final FunctionDescriptor SETPRIORITY =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private Priority() {}

  /** From now on this thread gives way; so do those it starts. */
  public static void giveWay() {
    giveWay(THIS_THREAD);
  }

  /**
   * @param thread its number, as the kernel has it
   */
  public static void giveWay(int thread) {
    if (!Files.isDirectory(PROCESS)) {
      return;
    }
    try {
      int nice = Math.min(nice(PROCESS) + NICER, NICEST);
      int done = (int) setpriority().invokeExact(PRIO_PROCESS, thread, nice);
      log.debug("thread {}: {}", thread, done == 0 ? "gives way" : "keeps its priority");
    } catch (Throwable e) { // what invokeExact declares
      log.debug("a thread keeps its priority", e);
    }
  }

  @SuppressWarnings("restricted") // the launcher allows native access
  private static MethodHandle setpriority() {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow("setpriority");
    return linker.downcallHandle(address, SETPRIORITY);
  }

  /**
   * How far a thread gives way to others.
   *
   * @param thread its folder below {@code /proc}; of a process: its first one
   */
  public static int nice(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
  }
}
