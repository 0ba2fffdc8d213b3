package rapport.limit;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to go on. Given back once; giving it back again does nothing. Safe from any thread. */
public final class Permit extends AtomicBoolean {
  private final transient Giver giver;

  Permit(Giver giver) {
    this.giver = giver;
  }

  public void release() {
    if (compareAndSet(false, true)) {
      giver.takeBack();
    }
  }

  /** To whom it was given; empty where that does not matter. */
  public String party() {
    return giver.party();
  }

  /** Who has given a permit, and wants it back. */
  interface Giver {
    void takeBack();

    default String party() {
      return "";
    }
  }
}
