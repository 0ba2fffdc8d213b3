package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;
import rapport.search.Retrieved.ProductHit;
import rapport.testing.FakeEncoder;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

class RetrieverTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final String HEADPHONES =
      "Veyla Tern 2 Noise Cancelling Headphones, Midnight Blue";

  private static String url;
  private static Database database;
  private static Encoders encoders;
  private static Retriever retriever;
  private static List<Row> rows;

  /** A product as the table has it. */
  private record Row(
      String id, @Nullable Long price, String brand, String category, Availability availability) {
    boolean passes(Filter filter) {
      return (filter.minPrice() == null || (price != null && price >= filter.minPrice()))
          && (filter.maxPrice() == null || (price != null && price <= filter.maxPrice()))
          && (filter.brand() == null || brand.equalsIgnoreCase(filter.brand()))
          && (filter.category() == null || lower(category).startsWith(lower(filter.category())))
          && (filter.inStock() == null
              || !filter.inStock()
              || availability == Availability.IN_STOCK);
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  @BeforeAll
  static void load() throws SQLException {
    url = TestGateway.demoDatabase();
    database = Database.forServing(vertx, url, TestGateway.settings(Map.of()).database());
    encoders = Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder());
    // The first question of a language loads its encoder, which a busy machine takes its time for.
    retriever = retriever(encoders, Map.of("RAPPORT_SEARCH_TIMEOUT", "20s"));
    rows = rows();
  }

  @AfterAll
  static void close() {
    Waiting.await(encoders.close());
    Waiting.await(database.close());
    Waiting.await(vertx.close());
  }

  @Test
  void filter_howeverSelective_leavesAsManyRowsAsThereAre() {
    Random random = new Random(20_261_123);
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Filter filter = filter(random);
      int k = List.of(1, 6, 20, 60, 100).get(random.nextInt(5));
      String text =
          List.of("a lamp", "something for camping", "NH-1001", "gift", "qwxyz").get(i % 5);
      List<Card> found = products(text, filter, k);
      List<String> there = rows.stream().filter(row -> row.passes(filter)).map(Row::id).toList();
      assertThat(found).as("%s of %s", text, filter).hasSize(Math.min(k, there.size()));
      assertThat(found).extracting(Card::id).isSubsetOf(there).doesNotHaveDuplicates();
      matching.add(there.size());
    }
    assertThat(matching).contains(0, 1).anyMatch(n -> n > 1 && n < 6).anyMatch(n -> n > 100);
  }

  @Test
  void faqs_areNotFilteredByWhatProductsMustBe() {
    Query query =
        Query.alone(
            "How much is shipping?", new Filter(null, 1L, "nobody", null, true), null, 6, 4);
    Retrieved found = Waiting.await(retriever.retrieve(query));
    assertThat(found.products()).isEmpty();
    assertThat(found.faqs()).hasSize(4);
    assertThat(found.faqs().getFirst().faq().id()).isEqualTo("F-01");
  }

  @Test
  void brandAndCategory_takeNoPatterns() {
    assertThat(products("lamp", new Filter(null, null, "%", null, null), 6)).isEmpty();
    assertThat(products("lamp", new Filter(null, null, null, "%", null), 6)).isEmpty();
    assertThat(products("lamp", new Filter(null, null, null, "_udio", null), 6)).isEmpty();
    assertThat(products("lamp", new Filter(null, null, null, "\\", null), 6)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a Bluetooth speaker under 50 dollars, Audio, en",
    "noise cancelling headphones, Audio, en",
    "tent for two people, '', en",
    "有没有200元以下的蓝牙耳机？, 音频, zh",
    "双人帐篷, '', zh"
  })
  void scores_areSharesAndWhyIsTrue(String text, String category, String language) {
    Query query = Query.alone(text, Filter.NONE, null, 20, 20);
    Retrieved found = Waiting.await(retriever.retrieve(query));
    assertThat(found.language().code()).isEqualTo(language);
    assertThat(found.degraded()).isNull();
    assertThat(found.products()).hasSize(20);
    assertThat(found.products().getFirst().card().category()).startsWith(category);
    assertThat(found.products()).anyMatch(ProductHit::supported);
    assertThat(found.products())
        .allSatisfy(hit -> {
          assertThat(hit.card().score()).isBetween(0.0, 1.0);
          assertThat(hit.supported()).isEqualTo(hit.card().score() >= 0.35);
        });
    assertThat(found.faqs()).allSatisfy(hit -> assertThat(hit.faq().score()).isBetween(0.0, 1.0));
  }

  @Test
  void budgetOfExactlyThePrice_isNotCalledUnder() {
    Card card = products(HEADPHONES, Filter.NONE, 1).getFirst();
    assertThat(card.id()).isEqualTo("NH-1001");
    long price = card.price().amount();
    assertThat(why(price, null)).isEqualTo("at least " + card.price().display());
    assertThat(why(null, price)).isEqualTo("at most " + card.price().display());
    assertThat(why(null, price + 5)).isEqualTo("under $170");
    assertThat(why(price - 5, null)).isEqualTo("over $169.90");
  }

  /** The first fact is the budget's. */
  private static String why(@Nullable Long min, @Nullable Long max) {
    return products(HEADPHONES, new Filter(min, max, null, null, null), 1)
        .getFirst()
        .why()
        .getFirst();
  }

  @Test
  void whatTheShopperDemands_isNotWhatTheWordsSay() {
    Query query =
        Query.alone("a lamp under $20", new Filter(null, 5_000L, null, null, null), null, 100, 0);
    assertThat(Waiting.await(retriever.retrieve(query)).constraints().maxPrice()).isEqualTo(5_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fails", "is silent", "cannot be loaded", "throws"})
  void encoder_thatDoesNotAnswer_leavesFullText(String how) {
    Retriever lexical = retriever(new Broken(how), Map.of("RAPPORT_SEARCH_TIMEOUT", "900ms"));
    Query query = Query.alone("Bluetooth speaker under 50 dollars", Filter.NONE, null, 6, 4);
    Retrieved found = Waiting.await(lexical.retrieve(query));
    assertThat(found.degraded()).isEqualTo("the encoder does not answer");
    assertThat(found.products()).isNotEmpty();
    assertThat(found.products())
        .allSatisfy(hit -> {
          assertThat(hit.card().price().amount()).isLessThanOrEqualTo(5_000);
          assertThat(hit.card().score()).isBetween(0.0, 1.0);
        });
    assertThat(found.products().getFirst().card().title()).containsIgnoringCase("speaker");
  }

  @Test
  void encoder_thatDidNotMakeTheVectors_isNotAsked() {
    Query query = Query.alone("Bluetooth speaker", Filter.NONE, null, 6, 4);
    Retrieved found = Waiting.await(retriever(new FakeEncoder(), Map.of()).retrieve(query));
    assertThat(found.degraded()).isEqualTo("another encoder made this catalogue's vectors");
    assertThat(found.products()).isNotEmpty();
  }

  @Test
  void database_thatIsAway_failsTheSearch() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Database away =
        Database.forServing(
            vertx,
            "postgresql://nobody:secret@127.0.0.1:%d/none".formatted(port),
            TestGateway.settings(Map.of()).database());
    Retriever closed =
        new Retriever(away.pool(), encoders, TestGateway.settings(Map.of()).search());
    assertThatThrownBy(
            () -> Waiting.await(closed.retrieve(Query.alone("lamp", Filter.NONE, null, 6, 4))))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNAVAILABLE))
        .hasMessageNotContaining("secret");
  }

  @Test
  void emptyCatalogue_isSaidToBeEmpty() {
    String fresh = TestDatabase.freshDatabase();
    Schema.migrate(fresh);
    Database empty = Database.forServing(vertx, fresh, TestGateway.settings(Map.of()).database());
    Retriever nothing =
        new Retriever(empty.pool(), encoders, TestGateway.settings(Map.of()).search());
    Retrieved found = Waiting.await(nothing.retrieve(Query.alone("lamp", Filter.NONE, null, 6, 4)));
    assertThat(found.products()).isEmpty();
    assertThat(found.faqs()).isEmpty();
    assertThat(found.degraded()).isEqualTo("the catalogue is empty");
    assertThat(Waiting.await(nothing.openers(Language.ENGLISH, 3))).isEmpty();
    Waiting.await(empty.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table product; --",
        "😀😀",
        "& | ! ( ) :* <->",
        "%_\\",
        "\uFFFF",
        "the of and",
        "a"
      })
  void oddQuestion_isAnsweredLikeAnyOther(String text) {
    Retrieved found = Waiting.await(retriever.retrieve(Query.alone(text, Filter.NONE, null, 6, 4)));
    assertThat(found.products()).hasSize(6);
    assertThat(found.faqs()).hasSize(4);
  }

  @Test
  void languageWithoutRows_isLookedForInEnglish() {
    Query query = Query.alone("ein Zelt", Filter.NONE, new Language("de"), 6, 4);
    Retrieved found = Waiting.await(retriever.retrieve(query));
    assertThat(found.language()).isEqualTo(new Language("de"));
    assertThat(found.products()).hasSize(6);
  }

  private static List<Card> products(String text, Filter filter, int k) {
    return Waiting.await(retriever.retrieve(Query.alone(text, filter, Language.ENGLISH, k, 0)))
        .products()
        .stream()
        .map(ProductHit::card)
        .toList();
  }

  private static Retriever retriever(Encoders encoders, Map<String, String> settings) {
    return new Retriever(database.pool(), encoders, TestGateway.settings(settings).search());
  }

  /** Each part is there or not; prices from everything down to one row's own. */
  private static Filter filter(Random random) {
    Row row = rows.get(random.nextInt(rows.size()));
    Row other = rows.get(random.nextInt(rows.size()));
    Long min = random.nextInt(3) == 0 ? row.price : null;
    Long max = random.nextInt(3) == 0 ? other.price : null;
    boolean ordered = min == null || max == null || min <= max;
    String category =
        switch (random.nextInt(5)) {
          case 0 -> row.category;
          case 1 -> row.category.split(" > ", -1)[0].toUpperCase(Locale.ROOT);
          default -> null;
        };
    return new Filter(
        ordered ? min : max,
        ordered ? max : min,
        random.nextInt(5) == 0 ? row.brand.toLowerCase(Locale.ROOT) : null,
        category,
        random.nextInt(3) == 0 ? random.nextBoolean() : null);
  }

  private static List<Row> rows() throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, price, brand, category, availability from product where language = 'en' order by id")) {
      while (row.next()) {
        rows.add(
            new Row(
                row.getString(1),
                row.getObject(2, Long.class),
                row.getString(3),
                row.getString(4),
                Availability.of(row.getString(5))));
      }
    }
    assertThat(new HashSet<>(rows)).hasSizeGreaterThan(200);
    return rows;
  }

  /** An encoder that knows its name and no vectors. */
  private record Broken(String how) implements Encoders, Encoder {
    @Override
    public Encoder of(Language language) {
      return this;
    }

    @Override
    public Future<Encoder> ready(Language language) {
      return how.equals("cannot be loaded")
          ? Future.failedFuture(new GatewayException(Fault.UNAVAILABLE, "no such folder"))
          : Future.succeededFuture(this);
    }

    @Override
    public String model() {
      return "all-minilm-l6-v2";
    }

    @Override
    public int dimension() {
      return 384;
    }

    @Override
    public double unrelated() {
      return 0;
    }

    @Override
    public Future<Embedding> query(String text) {
      return switch (how) {
        case "fails" -> Future.failedFuture(new GatewayException(Fault.OVERLOADED, "full"));
        case "is silent" -> Promise.<Embedding>promise().future();
        default -> throw new IllegalStateException(how);
      };
    }

    @Override
    public Future<List<Embedding>> documents(List<String> texts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<CheckResult> check() {
      return Future.succeededFuture(CheckResult.failed("encoder", how));
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
