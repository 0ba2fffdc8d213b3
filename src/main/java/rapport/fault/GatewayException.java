package rapport.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure with its wire code and a message fit for a client. Expected failures are frequent and
 * carry no stack trace; {@link Fault#INTERNAL} is a defect and carries one.
 */
public final class GatewayException extends RuntimeException {
  private final Fault fault;
  private final @Nullable Duration retryAfter;

  public GatewayException(Fault fault, String message) {
    this(fault, message, null, null);
  }

  public GatewayException(Fault fault, String message, @Nullable Throwable cause) {
    this(fault, message, cause, null);
  }

  public GatewayException(
      Fault fault, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause, false, fault == Fault.INTERNAL);
    this.fault = fault;
    this.retryAfter = retryAfter;
  }

  public Fault fault() {
    return fault;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * The failure as clients may see it: what is not ours becomes {@code internal}, its details kept
   * as the cause.
   */
  public static GatewayException of(Throwable failure) {
    if (failure instanceof GatewayException expected) {
      return expected;
    }
    return new GatewayException(Fault.INTERNAL, "something went wrong on our side", failure);
  }
}
