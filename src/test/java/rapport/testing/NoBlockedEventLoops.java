package rapport.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test class during which an event loop was blocked, and the run when one was after the
 * last class. Registered for all of them as a service.
 */
public final class NoBlockedEventLoops implements BeforeAllCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NoBlockedEventLoops.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    BlockedEventLoops run = BlockedEventLoops.wholeRun();
    AutoCloseable atTheEnd = run::requireNone;
    context.getRoot().getStore(NAMESPACE).computeIfAbsent(run, key -> atTheEnd);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    BlockedEventLoops.wholeRun().requireNone();
  }
}
