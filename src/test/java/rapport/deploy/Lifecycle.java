package rapport.deploy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rapport.config.SettingsException;
import rapport.http.ManagementServer;
import rapport.testing.TestGateway;

/** That probes ask for what the management port answers, and that a pod gets the time it needs. */
final class Lifecycle implements AutoCloseable {
  /** Between the slowest goodbye and the end of the grace. */
  private static final Duration SPARE = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port =
      TestGateway.await(
              new ManagementServer(
                      vertx, List.of(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                  .listen("127.0.0.1", 0))
          .actualPort();

  List<String> problems(List<Manifest> manifests) {
    List<String> problems = new ArrayList<>();
    for (Manifest deployment : manifests) {
      if (deployment.kind().equals("Deployment")) {
        checkProbes(deployment, problems);
        checkGrace(deployment, drain(manifests), problems);
      }
    }
    return problems;
  }

  private void checkProbes(Manifest deployment, List<String> problems) {
    Map<String, Object> container = container(deployment);
    Map<String, String> paths =
        Map.of(
            "startupProbe", "/health/started",
            "readinessProbe", "/health/ready",
            "livenessProbe", "/health/live");
    paths.forEach((probe, path) -> {
      Map<String, Object> get = Manifest.map(Manifest.at(container, probe, "httpGet").orElse(null));
      if (!path.equals(get.get("path")) || !"management".equals(get.get("port"))) {
        problems.add(probe + ": " + get + " is not " + path + " on the management port");
      }
      if (!isAnswered(path)) {
        problems.add(probe + ": the management port has no " + path);
      }
    });
    String metrics =
        deployment
            .text("spec", "template", "metadata", "annotations", "prometheus.io/path")
            .orElse("none");
    if (!metrics.startsWith("/") || !isAnswered(metrics)) {
      problems.add("prometheus.io/path: the management port has no " + metrics);
    }
    int patience = (int) Manifest.at(container, "readinessProbe", "timeoutSeconds").orElse(1);
    if (patience <= seconds(ManagementServer.class.getName(), "CHECK_SECONDS").toSeconds()) {
      problems.add("readinessProbe: " + patience + " s is less than its checks may take");
    }
  }

  private boolean isAnswered(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode()
          != 404;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The time before SIGTERM and all that the gateway gives itself after it must fit. */
  private static void checkGrace(Manifest deployment, Duration drain, List<String> problems) {
    Map<String, Object> pod = deployment.podSpec().orElseThrow();
    Duration sleep =
        Duration.ofSeconds(
            (int)
                Manifest.at(container(deployment), "lifecycle", "preStop", "sleep", "seconds")
                    .orElse(0));
    Duration grace =
        Duration.ofSeconds((int) pod.getOrDefault("terminationGracePeriodSeconds", 30));
    Duration needed = sleep.plus(drain).plus(goodbye()).plus(SPARE);
    if (sleep.isZero()) {
      problems.add("lifecycle: without preStop sockets are sent to a pod that is going");
    }
    if (grace.compareTo(needed) < 0) {
      problems.add("terminationGracePeriodSeconds: " + grace + " is less than " + needed);
    }
  }

  /** How long running answers may go on; settings that cannot be read are another's problem. */
  private static Duration drain(List<Manifest> manifests) {
    try {
      return DeployedSettings.read(manifests).chat().drain();
    } catch (SettingsException e) {
      return Duration.ZERO;
    }
  }

  /** The longest that {@code Gateway.leave} takes after that, by its own limits. */
  private static Duration goodbye() {
    return Duration.ofMillis(constant("rapport.Departure", "GOODBYE_MILLIS"))
        .plus(seconds("rapport.session.Conversations", "INTERRUPT_SECONDS"))
        .plus(seconds("rapport.Gateway", "CLOSE_SECONDS"));
  }

  private static Duration seconds(String type, String name) {
    return Duration.ofSeconds(constant(type, name));
  }

  private static long constant(String type, String name) {
    try {
      Field field = Class.forName(type).getDeclaredField(name);
      field.setAccessible(true);
      return field.getLong(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("leaving has changed: say here how long it takes now", e);
    }
  }

  private static Map<String, Object> container(Manifest manifest) {
    return Manifest.list(manifest.podSpec().orElseThrow().get("containers")).getFirst();
  }

  @Override
  public void close() {
    TestGateway.await(vertx.close());
  }
}
