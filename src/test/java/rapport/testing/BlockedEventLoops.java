package rapport.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Hears Vert.x say that a thread was blocked for longer than its limit, and remembers those of
 * event loops. Worker threads may block: that is what they are for.
 */
public final class BlockedEventLoops extends AppenderBase<ILoggingEvent> {
  private static final String LOGGER = "io.vertx.core.impl.BlockedThreadChecker";
  private static final String EVENT_LOOP = "eventloop-thread";

  private static final BlockedEventLoops WHOLE_RUN = listening();

  private final List<String> heard = new ArrayList<>();

  private static BlockedEventLoops listening() {
    BlockedEventLoops appender = new BlockedEventLoops();
    appender.start();
    ((Logger) LoggerFactory.getLogger(LOGGER)).addAppender(appender);
    return appender;
  }

  /** The one that listens from the first test to the last. */
  public static BlockedEventLoops wholeRun() {
    return WHOLE_RUN;
  }

  /** What was heard since it was last taken. */
  public List<String> take() {
    synchronized (heard) {
      List<String> taken = List.copyOf(heard);
      heard.clear();
      return taken;
    }
  }

  /** What was heard since it was last taken, still to be taken. */
  public List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /** Fails if anything was heard. */
  public void requireNone() {
    List<String> blocked = take();
    if (!blocked.isEmpty()) {
      throw new AssertionError(
          "an event loop was blocked:\n" + String.join("\n", blocked.stream().distinct().toList()));
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getFormattedMessage().contains(EVENT_LOOP)) {
      return;
    }
    IThrowableProxy where = event.getThrowableProxy();
    synchronized (heard) {
      heard.add(
          event.getFormattedMessage()
              + (where == null ? "" : "\n" + ThrowableProxyUtil.asString(where)));
    }
  }
}
