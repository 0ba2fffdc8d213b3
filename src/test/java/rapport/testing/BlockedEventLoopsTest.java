package rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockedEventLoopsTest {
  private static final Duration LIMIT = Duration.ofMillis(20);

  private final BlockedEventLoops loops = BlockedEventLoops.wholeRun();
  private final CountDownLatch release = new CountDownLatch(1);
  private Vertx vertx;
  private Vertx watch;

  @BeforeEach
  void open() {
    loops.requireNone();
    watch = Vertx.vertx();
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setMaxEventLoopExecuteTime(LIMIT.toNanos())
                .setMaxWorkerExecuteTime(LIMIT.toNanos())
                .setWarningExceptionTime(LIMIT.toNanos())
                .setBlockedThreadCheckInterval(LIMIT.toMillis()));
  }

  @AfterEach
  void close() {
    release.countDown();
    vertx.close().await();
    watch.close().await();
    loops.take();
  }

  @Test
  void eventLoop_heldPastItsLimit_failsTheRunAndSaysWhere() {
    vertx.runOnContext(go -> hold());
    Waiting.until(watch, () -> !loops.heard().isEmpty());
    assertThatThrownBy(loops::requireNone)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "an event loop was blocked", "eventloop-thread", "BlockedEventLoopsTest.hold");
  }

  @Test
  void eventLoop_thatWorksWithoutPause_failsTheRunToo() {
    vertx.runOnContext(go -> work());
    Waiting.until(watch, () -> !loops.heard().isEmpty());
    assertThat(loops.heard().getFirst()).contains("BlockedEventLoopsTest.work");
  }

  @Test
  void worker_heldPastItsLimit_isItsRight() {
    CountDownLatch warned = new CountDownLatch(1);
    vertx.executeBlocking(() -> {
      hold();
      return null;
    });
    watch.setTimer(5 * LIMIT.toMillis(), later -> warned.countDown());
    Waiting.until(watch, () -> warned.getCount() == 0);
    assertThat(loops.take()).isEmpty();
  }

  @Test
  void quietLoops_failNothing() {
    vertx.timer(1).await();
    loops.requireNone();
  }

  private void work() {
    long sum = 0;
    while (release.getCount() > 0 && loops.heard().isEmpty()) {
      for (int i = 0; i < 10_000; i++) {
        sum += System.identityHashCode(Integer.toString(i)) % 3;
      }
    }
    assertThat(sum).isNotZero();
  }

  private void hold() {
    try {
      boolean released = release.await(10, TimeUnit.SECONDS);
      assertThat(released).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
