package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapport.testing.Waiting;

/** What is told was true after it was wanted, and is asked for once for all who want it. */
class CoalescedTest {
  private final List<Promise<Integer>> asked = new ArrayList<>();
  private final Coalesced<Integer> value =
      new Coalesced<>(() -> {
        asked.add(Promise.promise());
        return asked.getLast().future();
      });

  @Test
  void whoComesMeanwhile_isToldByTheNextOne_allTogether() {
    Future<Integer> first = value.ask();
    Future<Integer> second = value.ask();
    Future<Integer> third = value.ask();
    assertThat(asked).as("while one is underway").hasSize(1);

    asked.getFirst().complete(1);
    assertThat(first.result()).isEqualTo(1);
    assertThat(second.isComplete()).as("it was asked for before").isFalse();
    assertThat(asked).hasSize(2);

    asked.getLast().complete(2);
    assertThat(List.of(second.result(), third.result())).containsOnly(2);
    assertThat(asked).as("nobody wants it any more").hasSize(2);
  }

  @Test
  void failure_isForThoseWhoWaitForIt_andTheNextIsAskedAnew() {
    Future<Integer> failed = value.ask();
    Future<Integer> next = value.ask();

    asked.getFirst().fail("away");
    asked.getLast().complete(7);

    assertThat(failed.failed()).isTrue();
    assertThat(next.result()).isEqualTo(7);
    value.ask();
    assertThat(asked).hasSize(3);
  }

  @Test
  void whatIsThrown_failsThoseWhoWaitForIt_andNobodyElse() {
    AtomicInteger times = new AtomicInteger();
    Coalesced<Integer> broken =
        new Coalesced<>(() -> {
          if (times.incrementAndGet() == 1) {
            throw new IllegalStateException("closed");
          }
          return Future.succeededFuture(7);
        });

    assertThat(broken.ask().cause()).hasMessage("closed");
    assertThat(broken.ask().result()).isEqualTo(7);
  }

  @Test
  void manyOnSeveralEventLoops_areAllTold_onTheirOwn_whatWasTrueAfterwards() {
    Vertx vertx = Vertx.vertx();
    try {
      AtomicInteger truth = new AtomicInteger();
      AtomicInteger statements = new AtomicInteger();
      Coalesced<Integer> busy =
          new Coalesced<>(() -> {
            statements.incrementAndGet();
            int now = truth.get();
            return vertx.timer(1).map(now);
          });
      List<Future<Boolean>> right =
          IntStream.range(0, 2_000)
              .mapToObj(i -> {
                Context context = ((VertxInternal) vertx).createEventLoopContext();
                Promise<Boolean> told = Promise.promise();
                context.runOnContext(then -> {
                  int wanted = truth.incrementAndGet();
                  busy.ask()
                      .map(seen -> seen >= wanted && Vertx.currentContext() == context)
                      .onComplete(told);
                });
                return told.future();
              })
              .toList();

      Waiting.await(Future.all(right));

      assertThat(right).extracting(Future::result).containsOnly(true);
      assertThat(statements.get()).isLessThan(2_000);
    } finally {
      Waiting.await(vertx.close());
    }
  }
}
