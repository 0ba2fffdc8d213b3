package rapport.life;

import io.vertx.core.Future;

/** A part of the process with a state of its own. */
public interface Component {
  /** How this part is now. Never fails: an unreachable dependency is an answer. */
  Future<CheckResult> check();

  /** Gives back what this part holds. Safe to call twice. */
  Future<Void> close();
}
