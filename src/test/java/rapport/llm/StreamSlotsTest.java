package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamSlotsTest {
  private final List<String> turns = new ArrayList<>();

  @Test
  void turnsComeInOrder() {
    StreamSlots slots = new StreamSlots(1, 2);
    assertThat(slots.tryAcquire()).isTrue();
    assertThat(slots.tryAcquire()).isFalse();
    assertThat(slots.enqueue(() -> turns.add("a"))).isTrue();
    assertThat(slots.enqueue(() -> turns.add("b"))).isTrue();
    assertThat(slots.enqueue(() -> turns.add("c"))).isFalse();
    slots.release();
    slots.release();
    assertThat(turns).containsExactly("a", "b");
    slots.release();
    assertThat(slots.free()).isEqualTo(1);
  }

  @Test
  void whoLeavesMakesRoom() {
    StreamSlots slots = new StreamSlots(1, 1);
    slots.tryAcquire();
    Runnable impatient = () -> turns.add("impatient");
    slots.enqueue(impatient);
    slots.leave(impatient);
    assertThat(slots.enqueue(() -> turns.add("next"))).isTrue();
    slots.release();
    slots.leave(impatient);
    assertThat(turns).containsExactly("next");
  }

  @Test
  void manyThreadsNeverTakeTooManyAndLoseNone() throws InterruptedException {
    StreamSlots slots = new StreamSlots(3, 1_000_000);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch turnsLeft = new CountDownLatch(8 * 20_000);
    Runnable use =
        () -> {
          most.accumulateAndGet(taken.incrementAndGet(), Math::max);
          taken.decrementAndGet();
          turnsLeft.countDown();
        };
    for (int i = 0; i < 8; i++) {
      Thread.ofPlatform().start(() -> takeTurns(slots, use));
    }
    assertThat(turnsLeft.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(most.get()).isBetween(1, 3);
  }

  private static void takeTurns(StreamSlots slots, Runnable use) {
    for (int i = 0; i < 20_000; i++) {
      if (slots.tryAcquire()) {
        use.run();
        slots.release();
      } else {
        slots.enqueue(() ->
            Thread.startVirtualThread(() -> {
              use.run();
              slots.release();
            }));
      }
    }
  }
}
