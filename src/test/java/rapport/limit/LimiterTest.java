package rapport.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimiterTest {
  @Test
  void permits_areGivenUntilAllAreOut() {
    Limiter limiter = new Limiter(2);
    Permit first = limiter.tryAcquire().orElseThrow();
    assertThat(limiter.tryAcquire()).isPresent();
    assertThat(limiter.tryAcquire()).isEmpty();
    assertThat(limiter.taken()).isEqualTo(2);
    first.release();
    assertThat(limiter.tryAcquire()).isPresent();
    assertThat(limiter.tryAcquire()).isEmpty();
  }

  @Test
  void permit_releasedTwice_countsOnce() {
    Limiter limiter = new Limiter(2);
    Permit first = limiter.tryAcquire().orElseThrow();
    limiter.tryAcquire();
    first.release();
    first.release();
    assertThat(limiter.taken()).isEqualTo(1);
  }

  @Test
  void noPermits_meansNone() {
    assertThat(new Limiter(0).tryAcquire()).isEmpty();
  }

  @Test
  void manyThreads_neverHoldMoreThanThereAre() throws InterruptedException {
    Limiter limiter = new Limiter(3);
    AtomicInteger out = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                awaitStart(start);
                for (int n = 0; n < 2_000; n++) {
                  Optional<Permit> permit = limiter.tryAcquire();
                  permit.ifPresent(p -> {
                    most.accumulateAndGet(out.incrementAndGet(), Math::max);
                    out.decrementAndGet();
                    p.release();
                  });
                }
              }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(limiter.taken()).isZero();
  }

  private static void awaitStart(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
