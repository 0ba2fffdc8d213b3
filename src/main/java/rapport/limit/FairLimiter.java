package rapport.limit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bound on how much goes on at once of which one party gets no more than a share. Parties are
 * known as long as they hold something.
 */
public final class FairLimiter {
  private final Limiter all;
  private final int most;
  private final Map<String, Holding> holdings = new ConcurrentHashMap<>();

  /**
   * @param permits of all parties together
   * @param share of them that one party may have, over 0 to 1; one permit at least
   */
  public FairLimiter(int permits, double share) {
    this.all = new Limiter(permits);
    this.most = (int) Math.ceil(permits * share);
  }

  /** A permit, or empty when all are taken, or this party's share is. */
  public Optional<Permit> tryAcquire(String party) {
    if (!all.take()) {
      return Optional.empty();
    }
    Holding[] given = new Holding[1];
    holdings.compute(
        party,
        (name, known) -> {
          Holding holding = known == null ? new Holding(name) : known;
          if (holding.count < most) {
            holding.count++;
            given[0] = holding;
          }
          return holding.count == 0 ? null : holding;
        });
    if (given[0] == null) {
      all.takeBack();
      return Optional.empty();
    }
    return Optional.of(new Permit(given[0]));
  }

  /** Whether nobody gets one now. */
  public boolean isFull() {
    return all.taken() >= all.permits();
  }

  /** How many permits are out. */
  public int taken() {
    return all.taken();
  }

  /** How many there are. */
  public int permits() {
    return all.permits();
  }

  /** Parties that hold something. */
  int parties() {
    return holdings.size();
  }

  /** What one party has. Changed while the map holds its entry. */
  private final class Holding implements Permit.Giver {
    private final String party;
    private int count;

    Holding(String party) {
      this.party = party;
    }

    @Override
    public void takeBack() {
      holdings.compute(party, (name, known) -> lessOne());
      all.takeBack();
    }

    private @Nullable Holding lessOne() {
      return --count == 0 ? null : this;
    }

    @Override
    public String party() {
      return party;
    }
  }
}
