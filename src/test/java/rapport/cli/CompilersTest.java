package rapport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CompilersTest {
  /** In {@code stat}, after the name: see proc_pid_stat(5). */
  private static final int NICE_FIELD = 16;

  @Test
  void compilers_giveWay_andNobodyElseDoes() throws IOException {
    Compilers.giveWay();

    List<Path> compilers = threads().stream().filter(Compilers::isCompiler).toList();
    assertThat(compilers)
        .isNotEmpty()
        .allSatisfy(thread -> assertThat(nice(thread)).isEqualTo(Compilers.NICE));
    assertThat(nice(Path.of("/proc/thread-self"))).isZero();
  }

  private static List<Path> threads() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.toList();
    }
  }

  private static int nice(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
