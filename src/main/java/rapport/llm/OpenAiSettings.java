package rapport.llm;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an OpenAI-compatible server, and how long to wait for it.
 *
 * @param url the base as OpenAI clients take it, ending in {@code /v1}; http or https
 * @param model the model's name as the server knows it
 * @param apiKey the bearer token, if the server wants one
 * @param maxTokens the longest answer, in the model's tokens
 * @param maxStreams answers at once over all event loops; a quarter as many more may wait
 * @param slotTimeout how long one waits
 * @param firstTokenTimeout from the question to the first words, waiting for a stream included
 * @param idleTimeout between words; comments that keep a connection alive are no words
 * @param totalTimeout from the question to the end
 */
public record OpenAiSettings(
    URI url,
    String model,
    @Nullable String apiKey,
    int maxTokens,
    int maxStreams,
    Duration slotTimeout,
    Duration firstTokenTimeout,
    Duration idleTimeout,
    Duration totalTimeout) {
  public OpenAiSettings {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    require(http && url.getHost() != null, "llm.url", url, "http://host/v1 or https://host/v1");
    require(!model.isBlank(), "llm.model", model, "the name of a model");
    require(maxTokens > 0, "llm.max-tokens", maxTokens, "1 or more");
    require(maxStreams > 0, "llm.max-streams", maxStreams, "1 or more");
    require(positive(slotTimeout), "llm.slot-timeout", slotTimeout, "over 0");
    require(positive(firstTokenTimeout), "llm.first-token-timeout", firstTokenTimeout, "over 0");
    require(positive(idleTimeout), "llm.idle-timeout", idleTimeout, "over 0");
    require(positive(totalTimeout), "llm.total-timeout", totalTimeout, "over 0");
    apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
  }

  /** How many answers may wait for one of the streams to come free. */
  int maxWaiting() {
    return Math.max(1, maxStreams / 4);
  }

  /** A request to an address below the base, such as {@code /models}, with the key. */
  RequestOptions request(HttpMethod method, String path) {
    String base = url.toString().replaceFirst("/+$", "");
    RequestOptions request = new RequestOptions().setMethod(method).setAbsoluteURI(base + path);
    return apiKey == null ? request : request.putHeader("Authorization", "Bearer " + apiKey);
  }

  /** Something a server said, in one line and without the key, which servers like to quote. */
  String forLog(String said) {
    String line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return apiKey == null ? line : line.replace(apiKey, "…");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OpenAiSettings[url=" + url + ", model=" + model + ", maxStreams=" + maxStreams + "]";
  }

  private static boolean positive(Duration duration) {
    return duration.isPositive();
  }

  private static void require(boolean ok, String name, Object value, String expected) {
    if (!ok) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
