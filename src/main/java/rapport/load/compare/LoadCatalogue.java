package rapport.load.compare;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;
import rapport.load.LoadException;
import rapport.load.ProcessWatch;

/**
 * The catalogue that all contenders search: the demo shop's, grown to a size that a search can be
 * felt at. A database of its own, {@code rapport_load}, kept for the next run.
 */
final class LoadCatalogue {
  private static final int BATCH = 250;
  private static final List<String> PEERS = List.of("quarkus", "spring");

  private final Vertx vertx;
  private final Encoders encoders;
  private final Path checkout;
  private final Consumer<String> log;

  LoadCatalogue(Vertx vertx, Encoders encoders, Path checkout, Consumer<String> log) {
    this.vertx = vertx;
    this.encoders = encoders;
    this.checkout = checkout;
    this.log = log;
  }

  /**
   * Makes it where it is not there yet. Blocks.
   *
   * @param server any database of the server it is to be on
   * @param products how many there must be, at least the demo shop's own
   * @return its url
   */
  String prepare(String server, int products) {
    String url = server.substring(0, server.lastIndexOf('/') + 1) + "rapport_load";
    if (!isMade(server, url, products)) {
      log.accept("making a catalogue of %,d products".formatted(products));
      once(
          server,
          pool ->
              pool.query(CompareSql.DROP)
                  .execute()
                  .compose(dropped -> pool.query(CompareSql.CREATE).execute()));
      make(url, products);
    }
    return url;
  }

  private boolean isMade(String server, String url, int products) {
    RowSet<Row> there = once(server, pool -> pool.query(CompareSql.EXISTS).execute());
    return there.size() == 1
        && once(
            url,
            pool ->
                pool.query(CompareSql.MADE)
                    .execute()
                    .map(made ->
                        made.size() == 1 && made.iterator().next().getInteger(0) == products)
                    .otherwise(false));
  }

  /** Asks one thing of a database that is not needed for longer. */
  private <T> T once(String url, Function<Pool, Future<T>> what) {
    Database database = Database.forLoading(vertx, url);
    return Waits.on(what.apply(database.pool()).eventually(database::close));
  }

  private void make(String url, int products) {
    Schema.migrate(url);
    Database database = Database.forLoading(vertx, url);
    try {
      Catalog catalog = Catalog.postgres(database.pool());
      Ingest ingest = new Ingest(vertx, catalog, encoders);
      load(ingest, Kind.PRODUCT, "/demo/products.en.jsonl");
      load(ingest, Kind.FAQ, "/demo/faqs.en.jsonl");
      grow(database.pool(), catalog, products);
      Waits.on(catalog.settle(Language.ENGLISH));
      Waits.on(run(database, CompareSql.ANALYZE));
      PEERS.forEach(peer -> Waits.on(run(database, tables(peer))));
      Waits.on(
          run(database, CompareSql.MARK)
              .compose(made ->
                  database.pool().preparedQuery(CompareSql.SEAL).execute(Tuple.of(products))));
    } finally {
      Waits.on(database.close());
    }
  }

  private static void load(Ingest ingest, Kind kind, String resource) {
    Waits.on(
        ingest.load(
            IngestRequest.of(kind, List.of(RowSource.resource(resource))),
            Progress.on(System.err, false)));
  }

  private static void grow(Pool pool, Catalog catalog, int products) {
    GrownProducts grown = Waits.on(GrownProducts.of(pool, Language.ENGLISH));
    List<Future<Void>> batches = new ArrayList<>();
    for (int from = grown.real(); from < products; from += BATCH) {
      if (batches.size() == 4) {
        Waits.on(batches.removeFirst());
      }
      int to = Math.min(products, from + BATCH);
      batches.add(catalog.putProducts(IntStream.range(from, to).mapToObj(grown::row).toList()));
    }
    batches.forEach(Waits::on);
  }

  /** Takes away what was asked and answered. */
  void forget(String url) {
    once(url, pool -> pool.query(CompareSql.FORGET).execute());
  }

  /** What to ask, each another. */
  List<String> questions(String url, int count) {
    RowSet<Row> titles =
        once(url, pool -> pool.preparedQuery(CompareSql.TITLES).execute(Tuple.of(count)));
    return titles.stream()
        .map(row -> question(row.getString("title"), row.getLong("price")))
        .toList();
  }

  /** The process that started all of the database's; null when it is on another machine. */
  @Nullable Long process(String url) {
    // While it serves us: it ends with its connection.
    return once(
            url,
            pool ->
                pool.query(CompareSql.PROCESS)
                    .execute()
                    .map(serving -> serving.iterator().next().getLong(0))
                    .map(backend -> Optional.ofNullable(ProcessWatch.parent(backend, "postgres"))))
        .orElse(null);
  }

  private static String question(String title, long price) {
    List<String> words = List.of(title.split("[^\\p{L}\\p{N}]+", -1));
    String about = String.join(" ", words.subList(0, Math.min(4, words.size())));
    return "do you have a %s under %d dollars".formatted(about, price + 20);
  }

  private String tables(String peer) {
    Path script = checkout.resolve("src/bench").resolve(peer).resolve("table.sql");
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw new LoadException(script + ": cannot be read (expected: a checkout of the sources)");
    }
  }

  private static Future<?> run(Database database, String sql) {
    return database.pool().query(sql).execute();
  }
}
