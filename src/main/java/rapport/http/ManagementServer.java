package rapport.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import rapport.life.CheckResult;
import rapport.life.Component;

/** Health and metrics, on a port that shoppers do not reach. */
public final class ManagementServer {
  private static final long CHECK_SECONDS = 3;

  private final Vertx vertx;
  private final List<Component> dependencies;
  private final PrometheusMeterRegistry registry;
  private volatile boolean started;
  private volatile boolean leaving;

  /**
   * @param dependencies what must work for this process to be ready
   */
  public ManagementServer(
      Vertx vertx, List<Component> dependencies, PrometheusMeterRegistry registry) {
    this.vertx = vertx;
    this.dependencies = List.copyOf(dependencies);
    this.registry = registry;
  }

  public Future<HttpServer> listen(String host, int port) {
    Router router = Router.router(vertx);
    router.get("/health/started").handler(this::started);
    router.get("/health/ready").handler(this::ready);
    router.get("/health/live").handler(r -> health(r, true, List.of()));
    router.get("/metrics").handler(this::metrics);
    HttpErrors.addTo(router, fault -> {});
    HttpServerOptions options = new HttpServerOptions().setHost(host).setPort(port);
    return vertx.createHttpServer(options).requestHandler(router).listen();
  }

  /** From now on this process is started. */
  public void setStarted() {
    started = true;
  }

  /** From now on nothing new should come here. */
  public void setLeaving() {
    leaving = true;
  }

  private void started(RoutingContext routing) {
    health(routing, started, List.of());
  }

  private void ready(RoutingContext routing) {
    List<Future<CheckResult>> checks = new ArrayList<>();
    dependencies.forEach(dependency -> checks.add(check(dependency)));
    Future.join(checks)
        .map(all -> all.<CheckResult>list())
        .onSuccess(results ->
            health(
                routing,
                started && !leaving && results.stream().allMatch(CheckResult::ok),
                results))
        .onFailure(routing::fail);
  }

  private static Future<CheckResult> check(Component dependency) {
    return dependency
        .check()
        .timeout(CHECK_SECONDS, TimeUnit.SECONDS)
        .otherwise(failure ->
            CheckResult.failed(
                dependency.getClass().getSimpleName(), "its check failed: " + failure));
  }

  private void health(RoutingContext routing, boolean ok, List<CheckResult> results) {
    JsonObject checks = new JsonObject();
    results.forEach(result ->
        checks.put(
            result.name(), new JsonObject().put("ok", result.ok()).put("reason", result.reason())));
    JsonObject json = new JsonObject().put("status", ok ? "up" : "down").put("checks", checks);
    if (leaving) {
      json.put("reason", "shutting down");
    }
    Json.answer(routing, ok ? 200 : 503, json);
  }

  private void metrics(RoutingContext routing) {
    vertx
        .executeBlocking(registry::scrape)
        .onSuccess(text ->
            routing
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .end(text))
        .onFailure(routing::fail);
  }
}
