package rapport.llm;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a busy server asks us to stay away: seconds, an HTTP date, or milliseconds. */
final class RetryAfter {
  /** The longest wait passed on; what asks for more is a mistake or no use to a shopper. */
  static final Duration MAX = Duration.ofMinutes(1);

  private RetryAfter() {}

  /** Null when the header is missing or not to be understood. */
  static @Nullable Duration read(MultiMap headers, Instant now) {
    String millis = headers.get("retry-after-ms");
    if (millis != null && millis.matches("[0-9]{1,9}")) {
      return bounded(Duration.ofMillis(Long.parseLong(millis)));
    }
    String value = headers.get("Retry-After");
    return value == null ? null : read(value.strip(), now);
  }

  private static @Nullable Duration read(String value, Instant now) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return value.length() > 9 ? MAX : bounded(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return bounded(Duration.between(now, date.toInstant()));
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MAX) > 0 ? MAX : wait;
  }
}
