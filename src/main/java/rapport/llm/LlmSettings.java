package rapport.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** {@code llm.*}: who puts answers into words. */
@ConfigMapping(prefix = "rapport.llm")
public interface LlmSettings {
  /** Where answers come from. */
  enum Provider {
    /** From the retrieved rows alone. */
    EXTRACTIVE,
    /** From an OpenAI-compatible server. */
    OPENAI
  }

  @WithDefault("extractive")
  Provider provider();

  /** The base as OpenAI clients take it, ending in {@code /v1}. */
  Optional<URI> url();

  Optional<String> model();

  Optional<String> apiKey();

  /** The longest answer, in the model's tokens. */
  @WithDefault("600")
  int maxTokens();

  /** Answers the server gives at once; a quarter as many more may wait. */
  @WithDefault("1000")
  int maxStreams();

  @WithDefault("15s")
  Duration firstTokenTimeout();

  @WithDefault("15s")
  Duration idleTimeout();

  @WithDefault("120s")
  Duration totalTimeout();
}
