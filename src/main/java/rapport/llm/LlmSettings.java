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

  /** What is left when no server answers. */
  enum LastResort {
    /** The retrieved rows; the answer is marked as degraded. */
    EXTRACTIVE,
    /** An error. */
    NONE
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

  /** How long an answer waits for one of those, before somebody else gives it. */
  @WithDefault("2s")
  Duration slotTimeout();

  /** Each time a question is asked, to its first words; waiting for a stream included. */
  @WithDefault("10s")
  Duration firstTokenTimeout();

  @WithDefault("15s")
  Duration idleTimeout();

  @WithDefault("120s")
  Duration totalTimeout();

  /** How often a question of which nothing was heard is asked again. */
  @WithDefault("2")
  int retries();

  /** How long a server that keeps failing is left alone before it is tried again. */
  @WithDefault("5s")
  Duration breakerWait();

  /** What answers when no server does. */
  @WithDefault("extractive")
  LastResort lastResort();
}
