package rapport.llm;

import io.vertx.core.Vertx;

/** Models behind servers that speak OpenAI's chat completions. */
public final class OpenAi {
  private OpenAi() {}

  /** A model; nothing is sent before it is asked or checked. */
  public static LanguageModel model(Vertx vertx, OpenAiSettings settings) {
    return new OpenAiModel(vertx, settings);
  }
}
