package rapport.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.ingest.FieldMap;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;
import rapport.load.compare.GrownProducts;
import rapport.testing.SharedData;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/**
 * Two databases on one server, kept for the next run: {@code rapport_growth} with the shared
 * catalogue as it is, and {@code rapport_growth_N} with products grown from it. Whether one is
 * whole tells its table {@code growth}, which also has how long each step took.
 */
final class GrowthDatabases {
  private static final String REAL = "rapport_growth";
  private static final int BATCH = 250;
  private static final int UNDER_WAY = 4;

  private final Vertx vertx;
  private final String server;
  private final GrowthOptions options;

  GrowthDatabases(Vertx vertx, String server, GrowthOptions options) {
    this.vertx = vertx;
    this.server = server;
    this.options = options;
  }

  /** The catalogue as it is; its url. */
  String real() throws SQLException, InterruptedException {
    String url = url(REAL);
    if (isWhole(REAL)) {
      return url;
    }
    create(REAL, "template1");
    Schema.migrate(url);
    Database database = Database.forLoading(vertx, url);
    Encoders encoders = Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder());
    Ingest ingest = new Ingest(vertx, Catalog.postgres(database.pool()), encoders);
    Map<String, Double> seconds = new LinkedHashMap<>();
    timed(seconds, "load", () -> finish(ingest.load(catalogue(), Progress.on(System.err, false))));
    finish(encoders.close());
    finish(database.close());
    seal(url, seconds);
    return url;
  }

  private static IngestRequest catalogue() {
    List<Path> files = SharedData.files("chorus_icecat");
    if (files.isEmpty()) {
      throw new IllegalStateException("no shared data; name its folder with -Drapport.test.data=…");
    }
    RowSource rows = RowSource.file(named(files, "products.jsonl.gz"));
    return IngestRequest.of(Kind.PRODUCT, List.of(rows))
        .withMap(FieldMap.read(named(files, "map.yaml"), Kind.PRODUCT));
  }

  private static Path named(List<Path> files, String name) {
    return files.stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
  }

  /** The catalogue grown to as many rows as the options say; its url. */
  String grown() throws SQLException, InterruptedException {
    String name = REAL + "_" + options.rows();
    String url = url(name);
    if (isWhole(name) && !options.anew()) {
      return url;
    }
    create(name, REAL);
    TestDatabase.execute(url, "drop table growth");
    Map<String, Double> seconds = new LinkedHashMap<>();
    List<String> indexes = dropIndexes(url);
    timed(seconds, "generate", () -> generate(url));
    for (String index : indexes) {
      String what = index.replaceFirst("CREATE INDEX (\\S+) .*", "$1");
      timed(seconds, what, () -> build(url, index));
    }
    timed(seconds, "vacuum", () -> TestDatabase.execute(url, "vacuum (freeze, analyze) product"));
    timed(seconds, "settle", () -> TestDatabase.execute(url, "select settle_language('en')"));
    seal(url, seconds);
    return url;
  }

  /** All but the primary key, so that the rows go in without them; how to make them again. */
  private List<String> dropIndexes(String url) throws SQLException {
    String sql =
        """
        select indexname, replace(indexdef, ' ON ONLY ', ' ON ') from pg_indexes
        where tablename = 'product' and indexdef not like 'CREATE UNIQUE%'
          or tablename = 'product_en' and indexdef like '% USING hnsw %'
        order by tablename
        """;
    List<String> names = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement()) {
      try (ResultSet index = statement.executeQuery(sql)) {
        while (index.next()) {
          names.add(index.getString(1));
          definitions.add(withOptions(index.getString(2)));
        }
      }
      statement.execute("drop index " + String.join(", ", names));
    }
    return definitions;
  }

  private String withOptions(String definition) {
    String changed = definition;
    if (options.m() > 0) {
      changed = changed.replaceFirst("\\bm='\\d+'", "m='" + options.m() + "'");
    }
    if (options.efConstruction() > 0) {
      changed =
          changed.replaceFirst(
              "ef_construction='\\d+'", "ef_construction='" + options.efConstruction() + "'");
    }
    return changed;
  }

  private void generate(String url) throws SQLException, InterruptedException {
    Database database = Database.forLoading(vertx, url);
    GrownProducts products = finish(GrownProducts.of(database.pool(), Language.ENGLISH));
    Catalog catalog = Catalog.postgres(database.pool());
    List<Future<Void>> batches = new ArrayList<>();
    long begun = System.nanoTime();
    int first = products.real();
    for (int from = first; from < options.rows(); from += BATCH) {
      if (batches.size() == UNDER_WAY) {
        finish(batches.removeFirst());
      }
      int to = Math.min(options.rows(), from + BATCH);
      batches.add(
          catalog.putProducts(
              IntStream.range(from, to).parallel().mapToObj(products::row).toList()));
      if ((to / BATCH) % 40 == 0) {
        double rate = (to - first) / ((System.nanoTime() - begun) / 1e9);
        System.err.printf(
            "%,d of %,d rows, %,.0f/s, %.1f minutes more%n",
            to, options.rows(), rate, (options.rows() - to) / rate / 60);
      }
    }
    for (Future<Void> batch : batches) {
      finish(batch);
    }
    finish(database.close());
  }

  private void build(String url, String index) throws SQLException {
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("set maintenance_work_mem = '%s'".formatted(options.memory()));
      statement.execute("set max_parallel_maintenance_workers = " + options.workers());
      statement.execute(index);
    }
  }

  /** What a whole database took to make. */
  static Map<String, Double> seconds(String url) throws SQLException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select step, seconds from growth order by number")) {
      while (row.next()) {
        seconds.put(row.getString(1), row.getDouble(2));
      }
    }
    return seconds;
  }

  private static void seal(String url, Map<String, Double> seconds) throws SQLException {
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create table growth (number serial, step text, seconds float8)");
      for (Map.Entry<String, Double> step : seconds.entrySet()) {
        statement.execute(
            "insert into growth (step, seconds) values ('%s', %s)"
                .formatted(step.getKey(), step.getValue()));
      }
      connection.commit();
    }
  }

  private boolean isWhole(String name) throws SQLException {
    if (!yes(server, "select exists (select from pg_database where datname = '" + name + "')")) {
      return false;
    }
    return yes(url(name), "select to_regclass('growth') is not null");
  }

  private static boolean yes(String url, String question) throws SQLException {
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private void create(String name, String template) {
    TestDatabase.execute(server, "drop database if exists " + name);
    TestDatabase.execute(server, "create database %s template %s".formatted(name, template));
  }

  private String url(String database) {
    return URI.create(server).resolve("/" + database).toString();
  }

  private static <T> T finish(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void timed(Map<String, Double> seconds, String step, Step work)
      throws SQLException, InterruptedException {
    System.err.printf("%s …%n", step);
    long begun = System.nanoTime();
    work.run();
    double took = (System.nanoTime() - begun) / 1e9;
    seconds.put(step, took);
    System.err.printf("%s: %.1f s%n", step, took);
  }

  private interface Step {
    void run() throws SQLException, InterruptedException;
  }
}
