package rapport.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapport.testing.Waiting;

class ProcessWatchTest {
  private static final long A_WHILE = 100_000_000;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.await(vertx.close());
  }

  @Test
  void ofAFamily_theChildrensTimeCounts() throws IOException {
    String count = "i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done";
    Process parent =
        new ProcessBuilder("sh", "-c", "sh -c '" + count + "' & wait; exec cat").start();
    try {
      Waiting.untilSeen(vertx, () -> family(parent) > A_WHILE);
      long child = parent.children().findFirst().orElseThrow().pid();
      assertThat(ProcessWatch.parent(child, "sh")).isEqualTo(parent.pid());
      assertThat(ProcessWatch.parent(child, "postgres")).isNull();

      Waiting.untilSeen(vertx, () -> parent.children().findAny().isEmpty());
      assertThat(family(parent)).isGreaterThan(A_WHILE);
      assertThat(Objects.requireNonNull(ProcessWatch.of(parent.pid())).cpuNanos())
          .isLessThan(A_WHILE);
    } finally {
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
