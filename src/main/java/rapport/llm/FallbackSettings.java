package rapport.llm;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/**
 * {@code llm.fallback.*}: a second OpenAI-compatible server, asked when the first cannot answer.
 * What else {@code llm.*} says holds for both.
 */
@ConfigMapping(prefix = "rapport.llm.fallback")
public interface FallbackSettings {
  /** The base as OpenAI clients take it, ending in {@code /v1}. */
  Optional<URI> url();

  Optional<String> model();

  Optional<String> apiKey();
}
