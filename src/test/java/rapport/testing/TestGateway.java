package rapport.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rapport.Gateway;
import rapport.GatewaySettings;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.IngestSummary;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;

/**
 * The production wiring on free ports, over a database of its own: real PostgreSQL, real encoder,
 * real sockets. Settings are given as the environment gives them.
 */
public final class TestGateway implements AutoCloseable {
  private static final int SECONDS = 60;

  private final String databaseUrl;
  private final Map<String, String> environment;
  private Gateway gateway;

  private TestGateway(String databaseUrl, Map<String, String> environment) {
    this.databaseUrl = databaseUrl;
    this.environment = environment;
    this.gateway = start();
  }

  /** A gateway with an empty catalogue. */
  public static TestGateway empty(Map<String, String> settings) {
    return on(TestDatabase.freshDatabase(), settings);
  }

  /** A gateway with the demo catalogue, English and Chinese. */
  public static TestGateway demo(Map<String, String> settings) {
    return on(demoDatabase(), settings);
  }

  /** A gateway with the demo shop's English FAQs alone, which load in a moment. */
  public static TestGateway help(Map<String, String> settings) {
    String url = TestDatabase.freshDatabase();
    load(url, Kind.FAQ, "demo/faqs.en.jsonl");
    return on(url, settings);
  }

  /** A gateway on a database that is there. */
  public static TestGateway on(String databaseUrl, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.putIfAbsent("RAPPORT_HTTP_PORT", "0");
    environment.putIfAbsent("RAPPORT_MANAGEMENT_PORT", "0");
    return new TestGateway(databaseUrl, environment);
  }

  /** A fresh database with the demo catalogue in it. */
  public static String demoDatabase() {
    String url = TestDatabase.freshDatabase();
    load(url, Kind.PRODUCT, "demo/products.en.jsonl", "demo/products.zh.jsonl");
    load(url, Kind.FAQ, "demo/faqs.en.jsonl", "demo/faqs.zh.jsonl");
    return url;
  }

  /** Loads files of {@code src/main/resources} into a database. */
  public static IngestSummary load(String url, Kind kind, String... files) {
    Schema.migrate(url);
    Vertx vertx = Vertx.vertx();
    try {
      GatewaySettings settings = settings(Map.of());
      Catalog catalog = Catalog.postgres(Database.forLoading(vertx, url).pool());
      Ingest ingest = new Ingest(vertx, catalog, Encoders.onnx(vertx, settings.encoder()));
      List<RowSource> sources =
          List.of(files).stream()
              .map(file -> RowSource.file(Path.of("src/main/resources", file)))
              .toList();
      return await(ingest.load(IngestRequest.of(kind, sources), Progress.NONE));
    } finally {
      await(vertx.close());
    }
  }

  public static GatewaySettings settings(Map<String, String> environment) {
    return GatewaySettings.read(environment, Path.of("no-such-file.yaml"));
  }

  private Gateway start() {
    return await(Gateway.start(settings(environment), databaseUrl));
  }

  /** Ends this gateway and starts another on the same database. Ports change. */
  public void restart() {
    await(gateway.close());
    gateway = start();
  }

  /** What SIGTERM does. Completes when everything is given back. */
  public Future<Void> leave() {
    return gateway.leave();
  }

  public int port() {
    return gateway.port();
  }

  public int managementPort() {
    return gateway.managementPort();
  }

  public Vertx vertx() {
    return gateway.vertx();
  }

  public String databaseUrl() {
    return databaseUrl;
  }

  /** {@code http://127.0.0.1:PORT} and {@code path}. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    await(gateway.close());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
