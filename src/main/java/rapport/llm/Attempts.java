package rapport.llm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.prompt.Prompt;

/**
 * Whom to ask for one answer, and whom next. A server that was not asked yet comes first, at once;
 * the same one again comes after a pause, within the budget; none comes twice that would say the
 * same again. Confined to one event loop.
 */
final class Attempts {
  /** A server to ask, now or after a pause. Now means that its breaker has let the question in. */
  record Attempt(Upstream upstream, long delayMillis) {}

  private static final String LEFT_ALONE = "the model is left alone after failures";

  private final List<Upstream> upstreams;
  private final Persistence how;
  private final int most;
  private Prompt prompt;
  private long deadline;
  private GatewayException reason = new GatewayException(Fault.UNAVAILABLE, LEFT_ALONE);
  private @Nullable Upstream let;
  private @Nullable Upstream asked;
  private int times;
  private int timeouts;
  private boolean shortened;

  /** A bit for each server that was asked, and for each that would say the same again. */
  private int tried;

  private int useless;

  Attempts(List<Upstream> upstreams, Persistence how, Prompt prompt) {
    this.upstreams = upstreams;
    this.how = how;
    this.most = 1 + Math.max(how.retries(), upstreams.size() - 1);
    this.prompt = prompt;
  }

  /** What to ask: as it was given, or shorter. */
  Prompt prompt() {
    return prompt;
  }

  /** When the answer has to be whole, as {@code nanoTime}. */
  long deadline() {
    return deadline;
  }

  /** Why nobody is left to ask. */
  GatewayException reason() {
    return reason;
  }

  Optional<Attempt> first() {
    deadline = System.nanoTime() + upstreams.getFirst().settings().totalTimeout().toNanos();
    how.budget().earn();
    return soonest(i -> true);
  }

  /** There were words: the server works. */
  void heard() {
    if (let != null) {
      let.breaker().succeeded();
      let = null;
    }
  }

  /** The answer is not wanted any more. */
  void cancelled() {
    if (let != null) {
      let.breaker().release();
      let = null;
    }
  }

  /** The server that was asked last has failed. */
  void failed(Failure failure) {
    reason = failure.told();
    how.telemetry().count("model.failures", "fault", reason.fault().code());
    if (asked == null) {
      return;
    }
    if (let == null && failure.counts()) {
      asked.breaker().failed(failure.told()); // in the middle of an answer
    } else if (let != null) {
      asked.failed(failure);
    }
    let = null;
  }

  /** Whom to ask after that; only when nothing of the answer has been heard. */
  Optional<Attempt> after(Failure failure) {
    switch (failure.remedy()) {
      case SHORTER -> {
        if (asked != null && shorten() && asked.breaker().tryAcquire()) {
          return Optional.of(letIn(upstreams.indexOf(asked)));
        }
        rule(asked);
      }
      case ELSEWHERE, REPAIR -> rule(asked);
      case ONCE -> timeouts++;
      case AGAIN -> {}
    }
    boolean enough = times >= most || timeouts > 1 || System.nanoTime() - deadline >= 0;
    Optional<Attempt> next = enough ? Optional.empty() : next();
    next.ifPresent(attempt ->
        how.telemetry()
            .count("model.retries", "server", attempt.upstream() == asked ? "same" : "other"));
    return next;
  }

  /** Nobody is left to ask. */
  void gaveUp() {
    if (haveLastResort()) {
      how.telemetry().count("model.degraded", "fault", reason.fault().code());
    }
  }

  /** Whether the rows may answer then. */
  boolean haveLastResort() {
    return how.lastResort();
  }

  /** After its pause: the same server, or whoever can be asked by now. */
  Optional<Attempt> due(Attempt attempt) {
    Upstream upstream = attempt.upstream();
    if (upstream.breaker().restMillis() == 0 && upstream.breaker().tryAcquire()) {
      return Optional.of(letIn(upstreams.indexOf(upstream)));
    }
    rule(upstream);
    return next();
  }

  private Optional<Attempt> next() {
    Optional<Attempt> other = soonest(i -> (tried & 1 << i) == 0);
    boolean noneAgain = (tried & ~useless) == 0;
    return other.isPresent() || noneAgain || !how.budget().spend()
        ? other
        : soonest(i -> (tried & 1 << i) != 0);
  }

  private boolean shorten() {
    Prompt shorter = prompt.shorter();
    if (shortened || shorter.equals(prompt)) {
      return false;
    }
    shortened = true;
    prompt = shorter;
    return true;
  }

  /** Not this one again. */
  private void rule(@Nullable Upstream out) {
    if (out != null) {
      useless |= 1 << upstreams.indexOf(out);
    }
  }

  private Optional<Attempt> soonest(IntPredicate wanted) {
    Attempt soonest = null;
    for (int i = 0; i < upstreams.size(); i++) {
      if (!wanted.test(i) || (useless & 1 << i) != 0 || isFull(i)) {
        continue;
      }
      long wait = waitFor(i);
      if (wait == 0 && upstreams.get(i).breaker().tryAcquire()) {
        return Optional.of(letIn(i));
      }
      if (asked == null && wait > Persistence.LONGEST_WAIT) {
        reason = new GatewayException(Fault.UNAVAILABLE, LEFT_ALONE, null, Duration.ofMillis(wait));
      }
      boolean sooner = soonest == null || wait < soonest.delayMillis();
      if (wait > 0 && wait <= Persistence.LONGEST_WAIT && sooner) {
        soonest = new Attempt(upstreams.get(i), wait);
      }
    }
    return Optional.ofNullable(soonest);
  }

  private boolean isFull(int i) {
    boolean full = upstreams.get(i).isFull();
    if (full && asked == null) {
      reason = new GatewayException(Fault.OVERLOADED, "too many answers at once");
    }
    return full;
  }

  private long waitFor(int i) {
    long rest = upstreams.get(i).breaker().restMillis();
    long spread = rest == 0 ? 0 : rest + how.spread();
    boolean again = (tried & 1 << i) != 0;
    return again ? Math.max(spread, how.backoff(times - 1)) : spread;
  }

  private Attempt letIn(int i) {
    Upstream upstream = upstreams.get(i);
    let = upstream;
    asked = upstream;
    tried |= 1 << i;
    times++;
    return new Attempt(upstream, 0);
  }
}
