package rapport.limit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A bound on how much goes on at once. */
public final class Limiter {
  private final int permits;
  private final AtomicInteger taken = new AtomicInteger();

  public Limiter(int permits) {
    this.permits = permits;
  }

  /** A permit, or empty when all are taken. */
  public Optional<Permit> tryAcquire() {
    int before = taken.getAndUpdate(now -> now < permits ? now + 1 : now);
    return before < permits ? Optional.of(new Permit(this)) : Optional.empty();
  }

  /** How many permits are out. */
  public int taken() {
    return taken.get();
  }

  /** The right to go on. Given back once; giving it back again does nothing. */
  public static final class Permit extends AtomicBoolean {
    private final transient Limiter limiter;

    private Permit(Limiter limiter) {
      this.limiter = limiter;
    }

    public void release() {
      if (compareAndSet(false, true)) {
        limiter.taken.decrementAndGet();
      }
    }
  }
}
