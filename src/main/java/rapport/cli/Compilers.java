package rapport.cli;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A young process compiles what it runs, for a minute and on as many cores as it gets. Shoppers wait behind that: their
 * event loop wants the same core. With a lower priority the compilers take what is left. -XX:CompilerThreadPriority
 * does the same, but only beside -XX:ThreadPriorityPolicy=1, which complains aloud unless one is root.
 */

/** The JVM's compilers. */
final class Compilers {
  /** Of a core that two want, a compiler gets a quarter: what is not compiled is slow, too. */
  static final int NICER = 5;

  private static final int NICEST = 19;

  /** In {@code stat}, after the name: see proc_pid_stat(5). */
  private static final int NICE_FIELD = 16;

  private static final Logger log = LoggerFactory.getLogger(Compilers.class);
  private static final Path PROCESS = Path.of("/proc/self");
  private static final Path THREADS = PROCESS.resolve("task");
  private static final int PRIO_PROCESS = 0;

  /** {@code int setpriority(int which, id_t who, int priority)}, of sys/resource.h. */
  private static final FunctionDescriptor SETPRIORITY =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private Compilers() {}

  /**
   * From now on they give way to this process's other threads; so do those they start. On Linux,
   * where threads have priorities of their own; elsewhere nothing happens.
   */
  static void giveWay() {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      MethodHandle setpriority = setpriority();
      int nice = Math.min(nice(PROCESS) + NICER, NICEST);
      for (Path thread : threads) {
        if (isCompiler(thread)) {
          int id = Integer.parseInt(thread.getFileName().toString());
          int done = (int) setpriority.invokeExact(PRIO_PROCESS, id, nice);
          log.debug("compiler {}: {}", id, done == 0 ? "gives way" : "keeps its priority");
        }
      }
    } catch (Throwable e) { // what invokeExact declares
      log.debug("compilers keep their priority", e);
    }
  }

  @SuppressWarnings("restricted") // the launcher allows native access
  private static MethodHandle setpriority() {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow("setpriority");
    return linker.downcallHandle(address, SETPRIORITY);
  }

  /** How far a thread gives way to others; of a process: its first one. */
  static int nice(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
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
