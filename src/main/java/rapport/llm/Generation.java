package rapport.llm;

import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way. Ends in exactly one of: a {@link Delta.Finished} and the end handler, or
 * the exception handler with a {@link rapport.fault.GatewayException}. After {@link #cancel}
 * nothing more is heard.
 */
public interface Generation extends ReadStream<Delta> {
  /** Stops the model and closes its connection now. Safe to call twice and after the end. */
  void cancel();

  /**
   * Why these are not the words of the model that settings name, or null. May become known until
   * the first words, not later.
   */
  default @Nullable String degraded() {
    return null;
  }

  @Override
  Generation exceptionHandler(@Nullable Handler<Throwable> handler);

  @Override
  Generation handler(@Nullable Handler<Delta> handler);

  @Override
  Generation pause();

  @Override
  Generation resume();

  @Override
  Generation fetch(long amount);

  @Override
  Generation endHandler(@Nullable Handler<Void> handler);
}
