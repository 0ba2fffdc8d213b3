package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapport.testing.Waiting;

/** What comes from anywhere comes here, and what is followed by work comes in turn. */
class OnEventLoopTest {
  private final Vertx vertx = Vertx.vertx();
  private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();

  @AfterEach
  void close() {
    Waiting.await(vertx.close());
  }

  @Test
  void inTurn_oneInEachRound_inTheirOrder_andInTheirContext() {
    List<String> told = new ArrayList<>();
    Promise<Integer> ready = Promise.promise();
    Promise<Void> all = Promise.promise();
    context.runOnContext(now -> {
      for (int i = 0; i < 4; i++) {
        int piece = i;
        OnEventLoop.inTurn(ready.future())
            .onSuccess(value -> {
              told.add("piece " + piece + (Vertx.currentContext() == context ? "" : " elsewhere"));
              atTheEndOfThisRound(() -> {
                told.add("sockets are read");
                if (piece == 3) {
                  all.complete();
                }
              });
            });
      }
      ready.complete(1);
    });
    Waiting.await(all.future());

    assertThat(told)
        .containsExactlyElementsOf(
            IntStream.range(0, 4)
                .mapToObj(i -> List.of("piece " + i, "sockets are read"))
                .flatMap(List::stream)
                .toList());
  }

  /** Netty does this last, then looks at its sockets. */
  private void atTheEndOfThisRound(Runnable task) {
    ((SingleThreadEventLoop) context.nettyEventLoop()).executeAfterEventLoopIteration(task);
  }

  @Test
  void inTurn_aPieceThatFails_keepsNobodyWaiting() {
    Promise<Integer> ready = Promise.promise();
    List<String> told = new CopyOnWriteArrayList<>();
    // So that it comes to the event loop itself.
    context.exceptionHandler(thrown -> {
      throw new IllegalStateException(thrown);
    });
    context.runOnContext(now -> {
      for (int i = 0; i < 3; i++) {
        OnEventLoop.inTurn(ready.future())
            .onFailure(away -> {
              told.add(away.getMessage());
              throw new IllegalStateException("a piece that fails");
            });
      }
      ready.fail("away");
    });

    Waiting.until(vertx, () -> told.size() == 3);
    assertThat(told).containsOnly("away");
  }

  @Test
  void whereThereIsNoEventLoop_nothingIsDone() {
    Future<Integer> anywhere = Future.succeededFuture(1);
    assertThat(OnEventLoop.here(anywhere)).isSameAs(anywhere);
    assertThat(OnEventLoop.inTurn(anywhere)).isSameAs(anywhere);
  }

  @Test
  void here_timersAreTheEventLoopsOwn() {
    Promise<Boolean> own = Promise.promise();
    context.runOnContext(now -> {
      Context here = Vertx.currentContext();
      OnEventLoop.here(Promise.<Void>promise().future())
          .timeout(1, TimeUnit.MILLISECONDS)
          .onFailure(late ->
              own.complete(
                  context.nettyEventLoop().inEventLoop() && Vertx.currentContext() == here));
    });

    assertThat(Waiting.await(own.future())).isTrue();
  }
}
