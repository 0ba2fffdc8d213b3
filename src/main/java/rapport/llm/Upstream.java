package rapport.llm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.life.CheckResult;

/** One model server: its connections, its slots, its health. Safe from any event loop. */
final class Upstream {
  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  /** How long a server is left alone that wants another key, or money. */
  private static final Duration UNTIL_REPAIRED = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final OpenAiSettings settings;
  private final LoopClients clients;
  private final StreamSlots slots;
  private final RequestOptions completions;
  private final Breaker breaker;
  private final Probe probe;

  Upstream(Vertx vertx, OpenAiSettings settings, Duration breakerWait) {
    this.vertx = vertx;
    this.settings = settings;
    this.clients = new LoopClients(vertx, settings);
    this.slots = new StreamSlots(settings.maxStreams(), settings.maxWaiting());
    this.completions =
        settings
            .request(HttpMethod.POST, "/chat/completions")
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "text/event-stream");
    this.breaker = new Breaker(settings.url().toString(), breakerWait);
    this.probe = new Probe(vertx, settings);
  }

  /** The server as the calling event loop sees it. */
  Endpoint here() {
    return new Endpoint(vertx, clients.here(), completions, slots, settings);
  }

  OpenAiSettings settings() {
    return settings;
  }

  Breaker breaker() {
    return breaker;
  }

  /** Streams that could begin now. */
  int freeSlots() {
    return slots.free();
  }

  /** Whether as many wait for a stream as may. */
  boolean isFull() {
    return slots.isFull();
  }

  /** A question that was let through has failed. */
  void failed(Failure failure) {
    if (failure.counts()) {
      breaker.failed(failure.told());
    } else {
      breaker.release();
    }
    heed(failure);
  }

  private void heed(Failure failure) {
    Duration wait = failure.retryAfter();
    if (wait != null) {
      breaker.rest(wait);
    }
    if (failure.remedy() == Failure.Remedy.REPAIR) {
      breaker.rest(UNTIL_REPAIRED);
      LOG.error(
          "{} refuses this key or account and is left alone for {}",
          settings.url(),
          UNTIL_REPAIRED);
    }
  }

  /** Whether it is there; one that keeps failing says so. */
  Future<CheckResult> check() {
    return probe
        .check()
        .map(seen ->
            breaker.isOpen()
                ? new CheckResult(
                    seen.name(), seen.ok(), seen.reason() + ", left alone after failures")
                : seen);
  }

  Future<Void> close() {
    return Future.join(clients.close(), probe.close()).mapEmpty();
  }
}
