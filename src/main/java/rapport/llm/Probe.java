package rapport.llm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rapport.life.CheckResult;

/** Asks a model server for its list of models, to see whether it is there. */
final class Probe {
  private static final String NAME = "model";
  private static final long TIMEOUT_MILLIS = 2_000;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Seen(CheckResult result, long at) {}

  private final OpenAiSettings settings;
  private final RequestOptions models;
  private final HttpClient client;
  private volatile @Nullable Seen last;

  Probe(Vertx vertx, OpenAiSettings settings) {
    this.settings = settings;
    this.models = settings.request(HttpMethod.GET, "/models").setTimeout(TIMEOUT_MILLIS);
    this.client =
        LoopClients.client(vertx, new PoolOptions().setHttp1MaxSize(2).setMaxWaitQueueSize(8));
  }

  /** Never fails. What was seen less than ten seconds ago is not asked again. */
  Future<CheckResult> check() {
    Seen seen = last;
    if (seen != null && System.nanoTime() - seen.at() < FRESH_NANOS) {
      return Future.succeededFuture(seen.result());
    }
    return Future.succeededFuture()
        .compose(v -> client.request(models))
        .compose(this::status)
        .map(this::judge)
        .otherwise(this::unreachable)
        .onSuccess(result -> last = new Seen(result, System.nanoTime()));
  }

  Future<Void> close() {
    return client.close();
  }

  /** The status alone counts, so the list, which may be long, is not waited for. */
  private Future<Integer> status(HttpClientRequest request) {
    return request.send().map(response -> statusOf(request, response));
  }

  private static int statusOf(HttpClientRequest request, HttpClientResponse response) {
    try {
      response.exceptionHandler(e -> {});
      request.reset();
    } catch (IllegalStateException ended) {
      // The list was short, and came on another event loop than ours.
    }
    return response.statusCode();
  }

  /**
   * Any answer will do but 401: keys that may only chat get 403 here, some servers know no list.
   */
  private CheckResult judge(int status) {
    return status == 401
        ? CheckResult.failed(NAME, settings.url() + " answers 401 (is llm.api-key right?)")
        : CheckResult.ok(NAME, settings.model() + " at " + settings.url());
  }

  private CheckResult unreachable(Throwable cause) {
    return CheckResult.failed(NAME, settings.url() + " cannot be reached: " + cause.getMessage());
  }
}
