package rapport.limit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A bound on how much goes on at once. */
public final class Limiter implements Permit.Giver {
  private final int permits;
  private final AtomicInteger taken = new AtomicInteger();

  public Limiter(int permits) {
    this.permits = permits;
  }

  /** A permit, or empty when all are taken. */
  public Optional<Permit> tryAcquire() {
    return take() ? Optional.of(new Permit(this)) : Optional.empty();
  }

  /** Takes one without the paper: {@link #takeBack} gives it back. */
  boolean take() {
    return taken.getAndUpdate(now -> now < permits ? now + 1 : now) < permits;
  }

  @Override
  public void takeBack() {
    taken.decrementAndGet();
  }

  /** How many permits are out. */
  public int taken() {
    return taken.get();
  }

  /** How many there are. */
  public int permits() {
    return permits;
  }
}
