package rapport.llm;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many questions may be asked again: one for every five that are asked, and ten to begin with,
 * so that a server in trouble is not given several times the work. Safe from any thread.
 */
final class RetryBudget {
  private static final int RETRY = 5;
  private static final int FULL = 10 * RETRY;

  private final AtomicInteger left = new AtomicInteger(FULL);

  /** A question is asked for the first time. */
  void earn() {
    left.getAndUpdate(n -> Math.min(FULL, n + 1));
  }

  /** Whether a question may be asked again. */
  boolean spend() {
    return left.getAndUpdate(n -> n >= RETRY ? n - RETRY : n) >= RETRY;
  }
}
