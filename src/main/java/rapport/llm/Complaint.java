package rapport.llm;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.llm.Failure.Remedy;

/**
 * What a server says is wrong, by its status and the words it uses: in a refusal, or in the middle
 * of a stream.
 */
final class Complaint {
  private static final List<String> UNPAID =
      List.of(
          "insufficient_quota",
          "billing_hard_limit",
          "billing_not_active",
          "credit balance is too");

  private static final List<String> TOO_LONG =
      List.of(
          "context_length",
          "context length",
          "context window",
          "context size",
          "exceed_context_size",
          "prompt is too long");

  private static final List<String> BUSY =
      List.of("overloaded_error", "server_is_overloaded", "rate_limit", "slow_down", "code=429");

  private static final String BUSY_MESSAGE = "the model is busy";
  private static final String NO_ANSWER = "the model did not answer";

  /** An error that a stream holds instead of words. */
  static final class InStream extends IOException {
    private final transient Failure failure;

    InStream(Failure failure, String said) {
      super("the server reports an error:" + said);
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  private Complaint() {}

  /**
   * @param said the body, or its beginning
   * @param shouldRetry what the server says about that, or null
   */
  static Failure ofStatus(
      int status, String said, @Nullable Duration retryAfter, @Nullable Boolean shouldRetry) {
    String words = said.toLowerCase(Locale.ROOT);
    if (status == 401 || status == 402 || status == 403 || holds(words, UNPAID)) {
      return Failure.harmless(Remedy.REPAIR, Fault.UPSTREAM_FAILED, NO_ANSWER);
    }
    if (status == 413 || (status / 100 == 4 && holds(words, TOO_LONG))) {
      return Failure.harmless(Remedy.SHORTER, Fault.UPSTREAM_FAILED, NO_ANSWER);
    }
    boolean passing = status == 408 || status == 429 || status >= 500;
    boolean again = shouldRetry == null ? passing : shouldRetry;
    return new Failure(
        again ? Remedy.AGAIN : Remedy.ELSEWHERE,
        status == 429
            ? new GatewayException(Fault.OVERLOADED, BUSY_MESSAGE, null, retryAfter)
            : new GatewayException(
                Fault.UPSTREAM_FAILED, NO_ANSWER, null, status >= 500 ? retryAfter : null),
        passing || status == 200);
  }

  /** Of an error among the events of a stream. */
  static InStream inStream(String said) {
    String words = said.toLowerCase(Locale.ROOT);
    if (holds(words, UNPAID)) {
      return new InStream(Failure.harmless(Remedy.REPAIR, Fault.UPSTREAM_FAILED, NO_ANSWER), said);
    }
    if (holds(words, TOO_LONG)) {
      return new InStream(Failure.harmless(Remedy.SHORTER, Fault.UPSTREAM_FAILED, NO_ANSWER), said);
    }
    return new InStream(
        holds(words, BUSY)
            ? Failure.of(Remedy.AGAIN, Fault.OVERLOADED, BUSY_MESSAGE)
            : Failure.of(Remedy.AGAIN, Fault.UPSTREAM_FAILED, "the model's answer broke off"),
        said);
  }

  private static boolean holds(String words, List<String> marks) {
    return marks.stream().anyMatch(words::contains);
  }
}
