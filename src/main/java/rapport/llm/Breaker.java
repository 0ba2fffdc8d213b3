package rapport.llm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a server may be asked. One that keeps failing is left alone for a while and then tried
 * with one question; one that says when to come back is left alone until then. Touched at a
 * question's beginning and end, never for a word. Safe from any thread.
 */
final class Breaker {
  private static final int WINDOW = 20;
  private static final int FEWEST = 5;

  /** Of the last calls: a server that fails every other question is worth asking. */
  private static final float TOO_MANY_PERCENT = 65;

  private final CircuitBreaker circuit;
  private final AtomicLong restUntil = new AtomicLong(System.nanoTime());

  /**
   * @param open how long a server that keeps failing is left alone
   */
  Breaker(String name, Duration open) {
    circuit =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(FEWEST)
                .failureRateThreshold(TOO_MANY_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(open)
                .writableStackTraceEnabled(false)
                .build());
  }

  /**
   * Takes the right to ask, to be ended by one of {@link #succeeded}, {@link #failed}, {@link
   * #release}.
   */
  boolean tryAcquire() {
    return circuit.tryAcquirePermission();
  }

  void succeeded() {
    circuit.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed(Throwable failure) {
    circuit.onError(0, TimeUnit.NANOSECONDS, failure);
  }

  /** Neither: nothing was learnt. */
  void release() {
    circuit.releasePermission();
  }

  /** Leaves the server alone for at least so long from now. */
  void rest(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    restUntil.accumulateAndGet(until, (a, b) -> b - a > 0 ? b : a);
  }

  /** How long the server is to be left alone, in milliseconds; 0 when it is not. */
  long restMillis() {
    long left = restUntil.get() - System.nanoTime();
    return left <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(left) + 1;
  }

  /** Whether questions are kept away from the server. */
  boolean isOpen() {
    return restMillis() > 0 || circuit.getState() == State.OPEN;
  }
}
