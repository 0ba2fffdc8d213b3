package rapport.chaos;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rapport.load.LoadException;
import rapport.load.OwnGateway;
import rapport.load.model.Script;
import rapport.load.model.ScriptedModel;

/**
 * What stands around a run: the gateway as a process, the model it asks, and a line that can break
 * between any two: shoppers and gateway, gateway and database, gateway and model. Of the lab's
 * thread.
 */
public final class Scene implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Setup setup;
  private final Vertx vertx = Vertx.vertx();
  private final Path log;
  private final ScriptedModel model;
  private final FaultProxy front;
  private final FaultProxy toDatabase;
  private final FaultProxy toModel;
  private OwnGateway gateway;

  /**
   * What a scene is made of.
   *
   * @param databaseUrl of a database with a catalogue, which nobody else uses
   * @param jvm options of the gateway's
   * @param settings of the gateway, beside those of the scene, as environment variables
   */
  public record Setup(String databaseUrl, List<String> jvm, Map<String, String> settings) {
    public Setup {
      jvm = List.copyOf(jvm);
      settings = Map.copyOf(settings);
    }

    Setup with(String name, String value) {
      Map<String, String> more = new HashMap<>(settings);
      more.put(name, value);
      return new Setup(databaseUrl, jvm, more);
    }

    Setup with(String option) {
      List<String> options = new ArrayList<>(jvm);
      options.add(option);
      return new Setup(databaseUrl, options, settings);
    }
  }

  Scene(Setup setup, Script script) {
    this.setup = setup;
    this.log = newLog();
    this.model = ScriptedModel.start(script);
    this.front = Waiting.await(FaultProxy.start(vertx, 0));
    this.toDatabase =
        Waiting.await(FaultProxy.start(vertx, URI.create(setup.databaseUrl()).getPort()));
    this.toModel = Waiting.await(FaultProxy.start(vertx, model.url().getPort()));
    this.gateway = begin();
    opened();
  }

  private static Path newLog() {
    try {
      return Files.createTempFile("rapport-chaos-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OwnGateway begin() {
    Map<String, String> environment = new HashMap<>();
    environment.put("RAPPORT_DB_URL", through(toDatabase, setup.databaseUrl()));
    environment.put("RAPPORT_LLM_PROVIDER", "openai");
    environment.put("RAPPORT_LLM_URL", "http://127.0.0.1:%d/v1".formatted(toModel.port()));
    environment.put("RAPPORT_LLM_MODEL", "scripted");
    environment.putAll(setup.settings());
    return OwnGateway.begin(environment, setup.jvm(), log);
  }

  /** One more beside the first, of the caller's: not ready yet, and nobody is led to it. */
  OwnGateway beginAnother() {
    return begin();
  }

  /** The one that there is from the start. */
  OwnGateway gateway() {
    return gateway;
  }

  private static String through(FaultProxy proxy, String url) {
    int port = URI.create(url).getPort();
    return url.replaceFirst(":%d/".formatted(port), ":%d/".formatted(proxy.port()));
  }

  private void opened() {
    awaitReady(gateway);
    front.leadTo(gateway.target().url().getPort());
  }

  void awaitReady(OwnGateway begun) {
    try {
      begun.awaitReady();
    } catch (LoadException e) {
      throw new ChaosException("%s, in %s".formatted(e.getMessage(), log));
    }
  }

  /** {@code kill -9}, and the next one is begun; nobody is let in yet. */
  void killAndBegin() {
    front.leadTo(0);
    gateway.kill();
    gateway = begin();
  }

  /** {@code kill -9}, and the next one is there. */
  void replace() {
    killAndBegin();
    opened();
  }

  Vertx vertx() {
    return vertx;
  }

  ScriptedModel model() {
    return model;
  }

  /** Between shoppers and gateway. */
  FaultProxy front() {
    return front;
  }

  FaultProxy toDatabase() {
    return toDatabase;
  }

  FaultProxy toModel() {
    return toModel;
  }

  long pid() {
    Long pid = gateway.target().pid();
    if (pid == null) {
      throw new ChaosException("the gateway has no process");
    }
    return pid;
  }

  /** Where the gateway itself listens, past the line to it. */
  int port() {
    return gateway.target().url().getPort();
  }

  boolean isReady() {
    return management("/health/ready").statusCode() == 200;
  }

  HttpResponse<String> management(String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(gateway.management().resolve(path)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ChaosException(path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted");
    }
  }

  /** A gauge or counter of the gateway's; 0 when it has none of that name. */
  double metric(String name) {
    return management("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  /** What the gateway called a defect, at most as many as fit on a screen. */
  List<String> defects() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(" ERROR "))
          .limit(10)
          .map(line -> "the gateway's log: " + line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
    deleteLogIfClean();
    model.close();
    Waiting.await(vertx.close());
  }

  /** A log that tells of no defect is in nobody's interest. */
  private void deleteLogIfClean() {
    try {
      if (defects().isEmpty()) {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
