package rapport.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapport.testing.Waiting;

class ProcessWatchTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.await(vertx.close());
  }

  @Test
  void ofAFamily_theChildrensTimeCounts() throws IOException {
    Process parent = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
    try {
      Waiting.untilSeen(vertx, () -> family(parent) > 300_000_000L);

      assertThat(Objects.requireNonNull(ProcessWatch.of(parent.pid())).cpuNanos())
          .isLessThan(150_000_000L);
      long child = parent.children().findFirst().orElseThrow().pid();
      assertThat(ProcessWatch.parent(child, "sh")).isEqualTo(parent.pid());
      assertThat(ProcessWatch.parent(child, "postgres")).isNull();
    } finally {
      parent.children().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  @Test
  void ofOneThatHasEnded_nothingIsKnown() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(ProcessWatch.of(ended.pid())).isNull();
    assertThat(ProcessWatch.familyCpuNanos(ended.pid())).isNull();
    assertThat(ProcessWatch.parent(ended.pid(), "true")).isNull();
  }

  private static long family(Process parent) {
    Long nanos = ProcessWatch.familyCpuNanos(parent.pid());
    return nanos == null ? 0 : nanos;
  }
}
