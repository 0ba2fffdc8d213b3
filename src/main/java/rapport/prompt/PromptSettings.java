package rapport.prompt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code prompt.*}: how much a model is told. */
@ConfigMapping(prefix = "rapport.prompt")
public interface PromptSettings {
  /**
   * Tokens of everything together, counted as cl100k does; other models count a little differently.
   */
  @WithDefault("3000")
  int maxTokens();

  /** Questions and answers of the conversation that are remembered. */
  @WithDefault("4")
  int history();
}
