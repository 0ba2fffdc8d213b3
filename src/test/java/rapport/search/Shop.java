package rapport.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Embedding;
import rapport.encode.Encoders;
import rapport.ingest.FieldMap;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;
import rapport.load.compare.GrownProducts;
import rapport.search.VectorLeg.Near;
import rapport.testing.SharedData;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** A catalogue with every row in memory, to look at one by one what statements find. */
final class Shop {
  /** More than the index looks at before it gives up, several times over. */
  private static final int ROWS = 9_000;

  private static final int REAL = 800;
  private static final int BATCH = 300;
  private static final String CATALOGUE = "chorus_icecat";

  /** A row as the table has it. */
  record Item(
      String id,
      String title,
      @Nullable Long price,
      @Nullable String brand,
      @Nullable String category,
      boolean inStock,
      @Nullable Float rating,
      Set<String> terms,
      float[] vector) {}

  private final List<Item> items;
  private final Map<String, Item> byId = new HashMap<>();

  private Shop(List<Item> items) {
    this.items = items;
    items.forEach(item -> byId.put(item.id(), item));
  }

  List<Item> items() {
    return items;
  }

  List<Item> matching(Demand demand) {
    return items.stream().filter(demand::passes).toList();
  }

  double similarity(String id, Embedding question) {
    return similarity(byId.get(id).vector(), halves(question));
  }

  /** By comparing all of them. */
  static List<Near> nearest(List<Item> among, Embedding question, int limit) {
    float[] halves = halves(question);
    return among.stream()
        .map(item -> new Near(item.id(), similarity(item.vector(), halves)))
        .sorted(Comparator.comparingDouble(Near::similarity).reversed())
        .limit(limit)
        .toList();
  }

  /** The question's vector as the database has it: in half precision, as the rows' are. */
  private static float[] halves(Embedding question) {
    float[] values = GrownProducts.floats(question.literal());
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
    }
    return values;
  }

  private static double similarity(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  // --- making one ------------------------------------------------------------------------------

  /**
   * A database with a part of the shared catalogue, or the demo's where there is none, and products
   * grown from it.
   *
   * @return its url
   */
  static String database(Vertx vertx) throws SQLException {
    String url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    Database database = Database.forLoading(vertx, url);
    Catalog catalog = Catalog.postgres(database.pool());
    Encoders encoders = Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder());
    TestGateway.await(new Ingest(vertx, catalog, encoders).load(request(), Progress.NONE));
    GrownProducts grown = TestGateway.await(GrownProducts.of(database.pool(), Language.ENGLISH));
    TestDatabase.execute(url, "drop index product_en_embedding"); // built anew from all rows
    for (int from = grown.real(); from < ROWS; from += BATCH) {
      TestGateway.await(
          catalog.putProducts(
              IntStream.range(from, Math.min(ROWS, from + BATCH)).mapToObj(grown::row).toList()));
    }
    TestGateway.await(catalog.settle(Language.ENGLISH));
    TestGateway.await(encoders.close());
    TestGateway.await(database.close());
    return url;
  }

  private static IngestRequest request() {
    List<Path> shared = SharedData.files(CATALOGUE);
    if (shared.isEmpty()) {
      Path demo = Path.of("src/main/resources/demo/products.en.jsonl");
      return IngestRequest.of(Kind.PRODUCT, List.of(RowSource.file(demo)));
    }
    return IngestRequest.of(Kind.PRODUCT, List.of(some(named(shared, "products.jsonl.gz"))))
        .withMap(FieldMap.read(named(shared, "map.yaml"), Kind.PRODUCT));
  }

  private static Path named(List<Path> files, String name) {
    return files.stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
  }

  /** Lines from all over a file: neighbours in it are alike. */
  private static RowSource some(Path file) {
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      lines = reader.lines().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    int step = Math.ceilDiv(lines.size(), REAL);
    String some =
        IntStream.range(0, lines.size() / step)
            .mapToObj(i -> lines.get(i * step))
            .collect(Collectors.joining("\n"));
    return new Text(some.getBytes(UTF_8));
  }

  private record Text(byte[] bytes) implements RowSource {
    @Override
    public String name() {
      return "some.jsonl";
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  // --- reading it ------------------------------------------------------------------------------

  static Shop read(String url) throws SQLException {
    String sql =
        """
        select id, title, price, brand, category, availability, rating, terms, embedding::text
        from product where language = 'en' order by id
        """;
    List<Item> items = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        items.add(item(row));
      }
    }
    return new Shop(List.copyOf(items));
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getString("id"),
        row.getString("title"),
        row.getObject("price", Long.class),
        row.getString("brand"),
        row.getString("category"),
        row.getString("availability").equals("in_stock"),
        row.getObject("rating", Float.class),
        Set.of((String[]) row.getArray("terms").getArray()),
        GrownProducts.floats(row.getString("embedding")));
  }
}
