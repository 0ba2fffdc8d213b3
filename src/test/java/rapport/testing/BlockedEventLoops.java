package rapport.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Hears Vert.x say that a thread was blocked for longer than its limit, and remembers those of
 * event loops that waited or worked all that time. Worker threads may block: that is what they are
 * for; and a loop that was given no processor by a busy machine has blocked nobody.
 */
public final class BlockedEventLoops extends AppenderBase<ILoggingEvent> {
  private static final String LOGGER = "io.vertx.core.impl.BlockedThreadChecker";
  static final String EVENT_LOOP = "eventloop-thread";

  private static final Pattern BLOCKED =
      Pattern.compile("Thread (\\S+) has been blocked for (\\d+) ms.*", Pattern.DOTALL);

  private static final BlockedEventLoops WHOLE_RUN = listening();

  private final EventLoopTimes times = EventLoopTimes.watching();
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
    Matcher blocked = BLOCKED.matcher(event.getFormattedMessage());
    if (blocked.matches()
        && blocked.group(1).contains(EVENT_LOOP)
        && times.waitsOrWorks(
            blocked.group(1), Duration.ofMillis(Long.parseLong(blocked.group(2))))) {
      remember(event);
    }
  }

  private void remember(ILoggingEvent event) {
    IThrowableProxy where = event.getThrowableProxy();
    synchronized (heard) {
      heard.add(
          event.getFormattedMessage()
              + (where == null ? "" : "\n" + ThrowableProxyUtil.asString(where)));
    }
  }
}
