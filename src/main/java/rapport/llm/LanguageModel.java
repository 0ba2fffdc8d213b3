package rapport.llm;

import io.vertx.core.Vertx;
import rapport.life.Component;
import rapport.prompt.Prompt;

/** A model that answers in words. */
public interface LanguageModel extends Component {
  /** Begins an answer. Does nothing until the generation is given a handler. */
  Generation generate(Prompt prompt);

  /** The model that settings name; nothing is sent before it is asked or checked. */
  static LanguageModel of(Vertx vertx, LlmSettings settings) {
    return switch (settings.provider()) {
      case EXTRACTIVE -> new ExtractiveModel();
      case OPENAI ->
          OpenAi.model(
              vertx,
              new OpenAiSettings(
                  settings.url().orElseThrow(),
                  settings.model().orElseThrow(),
                  settings.apiKey().orElse(null),
                  settings.maxTokens(),
                  settings.maxStreams(),
                  settings.firstTokenTimeout(),
                  settings.idleTimeout(),
                  settings.totalTimeout()));
    };
  }
}
