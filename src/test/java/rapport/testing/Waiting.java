package rapport.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting without sleeping. */
public final class Waiting {
  private Waiting() {}

  public static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Blocks the test, ten seconds at most. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing happened for 10 s", e);
    }
  }

  public static void pass(Vertx vertx, Duration time) {
    await(vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).<Void>mapEmpty());
  }

  /** Blocks the test until the condition holds, ten seconds at most. */
  public static void until(Vertx vertx, BooleanSupplier condition) {
    Promise<Void> holds = Promise.promise();
    long timer = vertx.setPeriodic(1, id -> check(condition, holds));
    try {
      await(holds.future());
    } finally {
      vertx.cancelTimer(timer);
    }
  }

  /** The same for a condition that itself waits, say for an answer over HTTP. */
  public static void untilSeen(Vertx vertx, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > 10_000_000_000L) {
        throw new AssertionError("nothing happened for 10 s");
      }
      pass(vertx, ms(10));
    }
  }

  private static void check(BooleanSupplier condition, Promise<Void> holds) {
    if (condition.getAsBoolean()) {
      holds.tryComplete();
    }
  }
}
