package rapport.load.model;

import java.util.List;

/**
 * How the model answers everybody.
 *
 * @param firstTokenMillis from a request's last byte to the first piece
 * @param pace pieces a second, or 0: all at once
 * @param tokens pieces of an answer
 * @param jitter how far each wait may stray from its length, as a share of it, 0 to 1
 * @param seed of all chance
 */
public record Script(
    int firstTokenMillis,
    double pace,
    int tokens,
    double jitter,
    long seed,
    List<ScriptFault> faults) {
  /** A usual answer: 300 ms to the first of 100 pieces, 20 a second. */
  public static final Script USUAL = new Script(300, 20, 100, 0.1, 1, List.of());

  public Script {
    faults = List.copyOf(faults);
  }

  /** The same with other faults. */
  public Script with(ScriptFault... others) {
    return new Script(firstTokenMillis, pace, tokens, jitter, seed, List.of(others));
  }

  /** How long an answer takes, in milliseconds, when nothing goes wrong. */
  public long millis() {
    return firstTokenMillis + (pace == 0 ? 0 : Math.round((tokens - 1) * 1_000 / pace));
  }
}
