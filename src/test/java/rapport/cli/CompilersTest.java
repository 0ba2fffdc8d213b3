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
import rapport.life.Priority;

@EnabledOnOs(OS.LINUX)
class CompilersTest {
  @Test
  void compilers_giveWay_andNobodyElseDoes() throws IOException {
    int before = nice(Path.of("/proc/self"));
    Compilers.giveWay();
    Compilers.giveWay(); // no further

    List<Path> compilers = threads().stream().filter(Compilers::isCompiler).toList();
    assertThat(compilers)
        .isNotEmpty()
        .allSatisfy(
            thread -> assertThat(nice(thread)).isEqualTo(Math.min(before + Priority.NICER, 19)));
    assertThat(nice(Path.of("/proc/thread-self"))).isEqualTo(before);
  }

  private static List<Path> threads() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.toList();
    }
  }

  private static int nice(Path thread) {
    try {
      return Priority.nice(thread);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
