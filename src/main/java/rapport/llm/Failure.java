package rapport.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Why a question to a model server came to nothing, and what may help.
 *
 * @param told what the shopper may know
 * @param counts whether it says something about the server's health
 */
record Failure(Remedy remedy, GatewayException told, boolean counts) {
  /** What may help. */
  enum Remedy {
    /** Another server, or the same one in a moment. */
    AGAIN,
    /** The same, but only once: it has cost as much time as a shopper has. */
    ONCE,
    /** Another server; this one would say the same again. */
    ELSEWHERE,
    /** Fewer words. */
    SHORTER,
    /** Somebody who sees to the key or the account; until then only another server. */
    REPAIR
  }

  /** A failure of the server. */
  static Failure of(Remedy remedy, Fault fault, String message) {
    return new Failure(remedy, new GatewayException(fault, message), true);
  }

  /** A failure that says nothing about the server's health. */
  static Failure harmless(Remedy remedy, Fault fault, String message) {
    return new Failure(remedy, new GatewayException(fault, message), false);
  }

  /** How long the server asks to be left alone. */
  @Nullable Duration retryAfter() {
    return told.retryAfter().orElse(null);
  }
}
