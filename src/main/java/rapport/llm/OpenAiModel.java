package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import rapport.life.CheckResult;
import rapport.prompt.Prompt;

/** A model behind an OpenAI-compatible server. */
final class OpenAiModel implements LanguageModel {
  private final Vertx vertx;
  private final OpenAiSettings settings;
  private final LoopClients clients;
  private final StreamSlots slots;
  private final RequestOptions completions;
  private final Probe probe;

  OpenAiModel(Vertx vertx, OpenAiSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.clients = new LoopClients(vertx, settings);
    this.slots = new StreamSlots(settings.maxStreams(), settings.maxWaiting());
    this.completions =
        settings
            .request(HttpMethod.POST, "/chat/completions")
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "text/event-stream");
    this.probe = new Probe(vertx, settings);
  }

  @Override
  public Generation generate(Prompt prompt) {
    if (!Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a generation belongs to an event loop");
    }
    Endpoint endpoint = new Endpoint(vertx, clients.here(), completions, slots, settings);
    return new OpenAiGeneration(endpoint, ChatRequest.of(prompt, settings));
  }

  /** Streams that could begin now. */
  int freeSlots() {
    return slots.free();
  }

  @Override
  public Future<CheckResult> check() {
    return probe.check();
  }

  @Override
  public Future<Void> close() {
    return Future.join(clients.close(), probe.close()).mapEmpty();
  }
}
