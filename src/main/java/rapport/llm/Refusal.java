package rapport.llm;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is no stream of words. The shopper learns whether trying again helps, no more; the
 * operator gets the status and the beginning of the body, which is where servers say that a model
 * is unknown or a context too long.
 */
final class Refusal implements Reply {
  private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
  private static final String STREAM = "text/event-stream";
  private static final int MAX_BODY = 1024;

  private final HttpClientResponse response;
  private final OpenAiSettings settings;
  private final Buffer body = Buffer.buffer();

  Refusal(HttpClientResponse response, OpenAiSettings settings) {
    this.response = response;
    this.settings = settings;
  }

  /** Anything but a stream of events; a response that does not say what it is may be one. */
  static boolean is(HttpClientResponse response) {
    String type = response.getHeader("Content-Type");
    boolean stream = type == null || type.regionMatches(true, 0, STREAM, 0, STREAM.length());
    return response.statusCode() != 200 || !stream;
  }

  @Override
  public boolean read(Buffer chunk) {
    body.appendBuffer(chunk, 0, Math.min(chunk.length(), MAX_BODY - body.length()));
    return body.length() == MAX_BODY;
  }

  @Override
  public boolean conclusive() {
    return true;
  }

  @Override
  public void conclude(Exchange.Listener listener) {
    LOG.warn("the model server answered {}", description());
    listener.failed(
        Complaint.ofStatus(response.statusCode(), excerpt(), retryAfter(), shouldRetry()));
  }

  private @Nullable Duration retryAfter() {
    return RetryAfter.read(response.headers(), Instant.now());
  }

  private @Nullable Boolean shouldRetry() {
    String said = response.getHeader("x-should-retry");
    return said == null ? null : Boolean.valueOf(said.strip());
  }

  private String description() {
    return switch (response.statusCode()) {
      case 401, 403 -> response.statusCode() + " (is llm.api-key right?)";
      case 200 -> "200 with " + response.getHeader("Content-Type") + ": " + excerpt();
      default -> response.statusCode() + ": " + excerpt();
    };
  }

  private String excerpt() {
    return settings.forLog(body.toString(StandardCharsets.UTF_8));
  }
}
