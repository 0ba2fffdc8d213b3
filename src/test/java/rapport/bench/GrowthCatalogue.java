package rapport.bench;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapport.GatewaySettings;
import rapport.chat.Constraints;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.encode.Encoders;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;
import rapport.search.VectorLeg;
import rapport.search.VectorLeg.Near;
import rapport.testing.TestDatabase;

/** One of the two catalogues: asked through the gateway's own parts, on one connection. */
final class GrowthCatalogue {
  private static final int TOP = 10;
  private static final double ROUNDING = 1e-5;
  private static final long LONGEST_LOAD = Duration.ofMinutes(5).toNanos();

  private final String url;
  private final Encoders encoders;
  private final Database database;
  private final Retriever retriever;
  private final long rows;
  private final boolean inMemory;

  /** For each filter's name, what the last of the exact ten has, by question's vector. */
  private final Map<String, Map<Embedding, Exact>> exact = new HashMap<>();

  private record Exact(double last, int rows) {}

  GrowthCatalogue(Vertx vertx, String url, Encoders encoders, GatewaySettings settings)
      throws SQLException {
    this.url = url;
    this.encoders = encoders;
    this.database = Database.forServing(vertx, url, settings.database());
    this.retriever = new Retriever(database.pool(), encoders, settings.search());
    this.rows = number("select count(*) from product");
    this.inMemory = rows <= settings.search().inMemoryRows();
  }

  long rows() {
    return rows;
  }

  Retrieved retrieve(String text, Filter filter) {
    return finish(
        retriever.retrieve(new Query(text, filter, Language.ENGLISH, null, null, 6, 4, true)));
  }

  void warmUp(Filter filter) {
    awaitMemory();
    for (String text : List.of("laptop", "toner", "usb cable", "a phone", "printer", "mouse")) {
      retrieve(text, filter);
    }
  }

  private void awaitMemory() {
    Embedding any = finish(encoders.of(Language.ENGLISH).query("a lamp"));
    long begun = System.nanoTime();
    while (inMemory
        && memory().nearest(any, Constraints.NONE, 1).otherwiseEmpty().await() == null) {
      if (System.nanoTime() - begun > LONGEST_LOAD) {
        throw new IllegalStateException("the rows were not read into memory");
      }
    }
  }

  private VectorLeg memory() {
    return VectorLeg.inMemory(retriever, Language.ENGLISH, encoders.of(Language.ENGLISH).maker());
  }

  /** What shoppers might type, of the catalogue's own words, so that only the filter filters. */
  List<String> questions(int count) throws SQLException {
    Set<String> questions = new LinkedHashSet<>();
    for (String title : texts("select title from product order by md5(id) limit " + count * 40)) {
      String[] words = title.split("[^\\p{L}\\p{N}-]+", -1);
      String text = String.join(" ", List.of(words).subList(0, Math.min(3, words.length)));
      if (questions.size() < count
          && retrieve(text, Filter.NONE).constraints().equals(Constraints.NONE)) {
        questions.add(text);
      }
    }
    List<String> shuffled = new ArrayList<>(questions);
    Collections.shuffle(shuffled, new Random(7));
    return shuffled;
  }

  // --- filters and the truth -------------------------------------------------------------------

  /** Budgets around the median price, and the brand of a hundredth of the rows. */
  List<GrowthFilter> filters() throws SQLException {
    List<GrowthFilter> filters = new ArrayList<>();
    filters.add(filter("none", Filter.NONE, "true"));
    for (double share : List.of(0.2, 0.02, 0.002)) {
      List<Long> prices =
          numbers(
              "select unnest(percentile_disc(array[%s, %s]::float8[]) within group (order by price)) from product"
                  .formatted(0.45, 0.45 + share));
      filters.add(
          filter(
              "price, %.1f %%".formatted(share * 100),
              new Filter(prices.getFirst(), prices.getLast(), null, null, null),
              "price between %d and %d".formatted(prices.getFirst(), prices.getLast())));
    }
    String brand =
        texts(
                """
                select brand from product group by brand
                order by abs(count(*) - (select count(*) from product) / 100), brand limit 1
                """)
            .getFirst();
    filters.add(
        filter(
            "brand",
            new Filter(null, null, brand, null, null),
            "lower(brand) = lower('%s')".formatted(brand.replace("'", "''"))));
    return filters;
  }

  private GrowthFilter filter(String name, Filter filter, String where) throws SQLException {
    return new GrowthFilter(
        name, filter, where, number("select count(*) from product where " + where));
  }

  /** Compares each question with every row. */
  void judge(List<String> questions, List<GrowthFilter> filters) throws SQLException {
    for (GrowthFilter filter : filters) {
      Map<Embedding, Exact> truth = new HashMap<>();
      String sql =
          """
          select -(embedding::halfvec(384) <#> ?::halfvec(384)) as similarity
          from product where language = 'en' and %s
          order by (embedding::halfvec(384) <#> ?::halfvec(384)) + 0 limit %d
          """
              .formatted(filter.where(), TOP);
      try (Connection connection = TestDatabase.connect(url);
          PreparedStatement statement = connection.prepareStatement(sql)) {
        for (String question : questions) {
          Embedding vector = finish(encoders.of(Language.ENGLISH).query(question));
          statement.setString(1, vector.literal());
          statement.setString(2, vector.literal());
          truth.put(vector, exact(statement));
        }
      }
      exact.put(filter.name(), truth);
    }
  }

  private static Exact exact(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      double last = 1;
      int count = 0;
      while (row.next()) {
        last = row.getDouble(1);
        count++;
      }
      return new Exact(last, count);
    }
  }

  /**
   * For the production's view and for others: the share of the exact ten, or of what is as near.
   */
  String recalls(GrowthFilter filter) {
    return inMemory ? "in memory: %.3f".formatted(recall(memory(), filter)) : recallsByView(filter);
  }

  private String recallsByView(GrowthFilter filter) {
    return IntStream.concat(IntStream.of(VectorLeg.viewOf(rows)), IntStream.of(100, 200, 400, 800))
        .mapToObj(view -> "%d: %.3f".formatted(view, recall(leg(view), filter)))
        .collect(Collectors.joining("  "));
  }

  private VectorLeg leg(int view) {
    return new VectorLeg(
        database.pool(), Language.ENGLISH, encoders.of(Language.ENGLISH).maker(), view);
  }

  private double recall(VectorLeg vectors, GrowthFilter filter) {
    return exact.get(filter.name()).entrySet().stream()
        .filter(question -> question.getValue().rows() > 0)
        .mapToDouble(question -> recall(vectors, question.getKey(), question.getValue(), filter))
        .average()
        .orElseThrow();
  }

  private double recall(VectorLeg vectors, Embedding question, Exact truth, GrowthFilter filter) {
    List<Near> found = finish(vectors.nearest(question, Constraints.of(filter.filter()), TOP));
    return found.stream().filter(near -> near.similarity() >= truth.last() - ROUNDING).count()
        / (double) truth.rows();
  }

  // --- sizes -----------------------------------------------------------------------------------

  /** Also what a gateway reads and keeps of it before the first search. */
  void printSizes() throws SQLException {
    System.out.printf("%n%,d rows%n", rows);
    GrowthDatabases.seconds(url)
        .forEach((step, seconds) -> System.out.printf("  %-24s %,10.1f s%n", step, seconds));
    for (String size :
        texts(
            """
            select format('%s|%s', c.relname, pg_relation_size(c.oid)) from pg_class c
            where c.oid = 'product_en'::regclass
              or c.oid = (select reltoastrelid from pg_class where oid = 'product_en'::regclass)
              or c.oid in (select indexrelid from pg_index where indrelid = 'product_en'::regclass)
            order by pg_relation_size(c.oid) desc
            """)) {
      String[] parts = size.split("\\|", 2);
      System.out.printf("  %-40s %,10.1f MB%n", parts[0], Long.parseLong(parts[1]) / 1e6);
    }
    texts("select indexdef from pg_indexes where indexname = 'product_en_embedding'")
        .forEach(index -> System.out.println("  " + index.replaceFirst(".* WITH", "vectors:")));
    long before = usedHeap();
    long begun = System.nanoTime();
    retrieve("laptop", Filter.NONE);
    System.out.printf(
        "  %,d words; read in %.1f s, %.0f MB of heap%n",
        number("select count(*) from word"),
        (System.nanoTime() - begun) / 1e9,
        (usedHeap() - before) / 1e6);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  // --- asking ----------------------------------------------------------------------------------

  private long number(String sql) throws SQLException {
    return numbers(sql).getFirst();
  }

  private List<Long> numbers(String sql) throws SQLException {
    return texts(sql).stream().map(Long::valueOf).toList();
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  private static <T> T finish(io.vertx.core.Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
