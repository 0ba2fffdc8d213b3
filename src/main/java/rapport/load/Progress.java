package rapport.load;

/** Is told how a run goes on, on the thread that runs it. */
public interface Progress {
  Progress NONE = new Progress() {};

  /** What begins now, in a few words. */
  default void phase(String what) {}

  /** Sockets are being opened. */
  default void opening(int open, int wanted) {}

  /** Another second of the measured part, or of the wait for its last answers. */
  default void second(Second second, double ofSeconds) {}
}
