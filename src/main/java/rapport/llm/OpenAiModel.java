package rapport.llm;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import rapport.life.CheckResult;
import rapport.prompt.Prompt;

/**
 * Models behind OpenAI-compatible servers, the preferred one first; when none answers, the rows do,
 * unless settings want an error.
 */
final class OpenAiModel implements LanguageModel {
  private final Vertx vertx;
  private final List<Upstream> upstreams;
  private final Persistence how;
  private final ConcurrentMap<Thread, RelayPace> paces = new ConcurrentHashMap<>();

  OpenAiModel(Vertx vertx, List<OpenAiSettings> servers, Persistence how) {
    this.vertx = vertx;
    this.upstreams =
        servers.stream().map(server -> new Upstream(vertx, server, how.breakerWait())).toList();
    this.how = how;
    how.telemetry()
        .gauge("model.servers.closed", "Model servers that are left alone", this::closedServers);
  }

  @Override
  public Generation generate(Prompt prompt) {
    if (!Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a generation belongs to an event loop");
    }
    return new OpenAiGeneration(vertx, new Attempts(upstreams, how, prompt), paceHere());
  }

  private RelayPace paceHere() {
    return paces.computeIfAbsent(
        Thread.currentThread(),
        loop -> new RelayPace(((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop()));
  }

  /** Servers that are left alone. */
  int closedServers() {
    return (int) upstreams.stream().filter(upstream -> upstream.breaker().isOpen()).count();
  }

  /** Streams of the preferred server that could begin now. */
  int freeSlots() {
    return upstreams.getFirst().freeSlots();
  }

  /** With the rows as a last resort shoppers are served whatever the servers do: that is ready. */
  @Override
  public Future<CheckResult> check() {
    List<Future<CheckResult>> checks = upstreams.stream().map(Upstream::check).toList();
    return Future.join(checks).map(all -> summary(all.list()));
  }

  private CheckResult summary(List<CheckResult> checks) {
    String reasons = checks.stream().map(CheckResult::reason).collect(Collectors.joining("; "));
    String name = checks.getFirst().name();
    if (checks.stream().anyMatch(CheckResult::ok)) {
      return CheckResult.ok(name, reasons);
    }
    return how.lastResort()
        ? CheckResult.ok(name, "answers from the catalogue's rows alone: " + reasons)
        : CheckResult.failed(name, reasons);
  }

  @Override
  public Future<Void> close() {
    return Future.join(upstreams.stream().map(Upstream::close).toList()).mapEmpty();
  }
}
