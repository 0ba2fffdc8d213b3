package rapport.llm;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapport.life.Component;
import rapport.prompt.Prompt;
import rapport.telemetry.Telemetry;

/** A model that answers in words. */
public interface LanguageModel extends Component {
  /** Begins an answer. Does nothing until the generation is given a handler. */
  Generation generate(Prompt prompt);

  /** The model that settings name; nothing is sent before it is asked or checked. */
  static LanguageModel of(
      Vertx vertx, LlmSettings settings, FallbackSettings fallback, Telemetry telemetry) {
    return switch (settings.provider()) {
      case EXTRACTIVE -> new ExtractiveModel();
      case OPENAI ->
          new OpenAiModel(vertx, servers(settings, fallback), Persistence.of(settings, telemetry));
    };
  }

  private static List<OpenAiSettings> servers(LlmSettings settings, FallbackSettings fallback) {
    List<OpenAiSettings> servers = new ArrayList<>();
    servers.add(
        server(
            settings,
            settings.url().orElseThrow(),
            settings.model().orElseThrow(),
            settings.apiKey()));
    fallback
        .url()
        .ifPresent(url ->
            servers.add(server(settings, url, fallback.model().orElseThrow(), fallback.apiKey())));
    return servers;
  }

  private static OpenAiSettings server(
      LlmSettings settings, URI url, String model, Optional<String> apiKey) {
    return new OpenAiSettings(
        url,
        model,
        apiKey.orElse(null),
        settings.maxTokens(),
        settings.maxStreams(),
        settings.slotTimeout(),
        settings.firstTokenTimeout(),
        settings.idleTimeout(),
        settings.totalTimeout());
  }
}
