package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.chat.Constraints;
import rapport.chat.FaqSource;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.Encoders;
import rapport.search.Filters.Only;
import rapport.search.Retriever.Encoded;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** Memory is never believed when the table is newer. */
class InMemoryTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Constraints CHEAP = Constraints.NONE.withPrice(null, 7L);

  private static Encoders encoders;
  private static String loaded;
  private String url;
  private Database database;
  private Shelf shelf;
  private InMemory memory;

  @BeforeAll
  static void loadCatalogue() {
    encoders = Encoders.onnx(vertx, TestGateway.settings(Map.of()).encoder());
    encoders.of(Language.ENGLISH);
    loaded = TestGateway.demoDatabase();
  }

  @AfterAll
  static void closeEncoders() {
    Waiting.await(encoders.close());
    Waiting.await(vertx.close());
  }

  @BeforeEach
  void openCopy() {
    url = TestDatabase.copyOf(loaded);
    database = Database.forServing(vertx, url, TestGateway.settings(Map.of()).database());
    shelf =
        Waiting.await(
            new ShelfLoader(database.pool())
                .load(Language.ENGLISH, encoders.of(Language.ENGLISH).maker(), 1));
    memory = new InMemory(database.pool(), 10_000);
    untilInMemory();
  }

  @AfterEach
  void close() {
    Waiting.await(database.close());
  }

  @Test
  void unchangedTable_isAnsweredFromMemory_everyTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask(Constraints.NONE)).isPresent();
    }
  }

  @Test
  void changedPrice_isSeenByTheNextQuestion_andThenFoundInMemory() throws SQLException {
    assertThat(ids(ask(CHEAP).orElseThrow())).isEmpty();
    String id = ids(ask(Constraints.NONE).orElseThrow()).getFirst();

    change("update product set price = 5 where language = 'en' and id = '" + id + "'");

    assertThat(ask(CHEAP)).as("older than the table").isEmpty();
    untilInMemory();
    assertThat(ids(ask(CHEAP).orElseThrow())).containsExactly(id);
  }

  @Test
  void changedTitle_ofARowThatWasShown_isShownByTheNextQuestionThatIsAnsweredFromMemory() {
    String id = ids(ask(Constraints.NONE).orElseThrow()).getFirst();
    assertThat(titles(ask(Constraints.NONE).orElseThrow())).doesNotContain("Another name");

    change("update product set title = 'Another name' where id = '" + id + "'");

    assertThat(ask(Constraints.NONE)).isEmpty();
    untilInMemory();
    assertThat(titles(ask(Constraints.NONE).orElseThrow())).contains("Another name");
  }

  @Test
  void change_thatTakesThePlaceOfAnotherAmongThoseNoted_isSeen() throws SQLException {
    try (Connection other = TestDatabase.connect(url)) {
      other.setAutoCommit(false);
      run(other, "update language set revision = revision where code = 'zh'");
      change(
          "update product set price = 6 where language = 'en' and id = (select min(id) from product)");
      assertThat(ask(CHEAP)).isEmpty();
      untilInMemory();
      assertThat(ask(CHEAP).orElseThrow()).as("noted while another runs").hasSize(1);
      other.commit();
    }
    change(
        "update product set price = 4 where language = 'en' and id = (select max(id) from product)");
    assertThat(ask(CHEAP)).as("one line is gone, another has come").isEmpty();
  }

  @Test
  void goneRow_isNotShown_andForgotten() {
    String id = ids(ask(Constraints.NONE).orElseThrow()).getFirst();

    change("delete from product where id = '" + id + "'");

    assertThat(ask(Constraints.NONE)).isEmpty();
    untilInMemory();
    assertThat(ids(ask(Constraints.NONE).orElseThrow())).hasSize(6).doesNotContain(id);
  }

  @Test
  void newRow_isSeen_alsoWhenAnOlderTransactionStillRuns() throws SQLException {
    try (Connection other = TestDatabase.connect(url)) {
      other.setAutoCommit(false);
      run(other, "update language set revision = revision where code = 'zh'");

      change(
          "update product set price = 6 where language = 'en' and id = (select min(id) from product)");

      assertThat(ask(CHEAP)).isEmpty();
      untilInMemory();
      assertThat(ask(CHEAP).orElseThrow()).hasSize(1);
      assertThat(ask(CHEAP)).as("what was seen is not new again").isPresent();
      run(
          other,
          "update product set price = 4 where language = 'en' and id = (select max(id) from product)");
      assertThat(ask(CHEAP).orElseThrow()).as("not committed").hasSize(1);
      other.commit();
      assertThat(ask(CHEAP)).isEmpty();
      untilInMemory();
      assertThat(ask(CHEAP).orElseThrow()).hasSize(2);
    }
  }

  @Test
  void forgottenLanguage_isNotShown() {
    assertThat(ask(Constraints.NONE)).isPresent();

    change("select forget_language('en')");

    assertThat(ask(Constraints.NONE)).isEmpty();
  }

  @Test
  void faq_isShownFromMemory_alsoUnderAProductsId_untilItIsChangedOrGone() {
    String product = ids(ask(Constraints.NONE).orElseThrow()).getFirst();
    String faq = faqs(askBoth().orElseThrow()).getFirst().id();
    change("update faq set id = '" + product + "' where language = 'en' and id = '" + faq + "'");
    untilBothInMemory();
    for (int i = 0; i < 2; i++) {
      List<Match> both = askBoth().orElseThrow();
      assertThat(ids(both)).contains(product);
      assertThat(faqs(both)).hasSize(4).extracting(FaqSource::id).contains(product);
    }

    change("update faq set answer = 'Ask us.' where id = '" + product + "'");

    assertThat(askBoth()).isEmpty();
    untilBothInMemory();
    assertThat(faqs(askBoth().orElseThrow())).extracting(FaqSource::answer).contains("Ask us.");

    change("delete from faq where id = '" + product + "'");

    assertThat(askBoth()).isEmpty();
    untilBothInMemory();
    assertThat(faqs(askBoth().orElseThrow()))
        .hasSize(4)
        .extracting(FaqSource::id)
        .doesNotContain(product);
  }

  /** The first two may share a round of the event loop: see {@link OnEventLoop}. */
  @Test
  void questionsOfAMoment_areAnsweredInTurn() {
    ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
    SingleThreadEventLoop loop = (SingleThreadEventLoop) context.nettyEventLoop();
    Weighed asked = weighed(Constraints.NONE);
    AtomicInteger round = new AtomicInteger();
    List<Integer> rounds = new ArrayList<>();
    Promise<Void> all = Promise.promise();
    context.runOnContext(now ->
        Future.all(
                IntStream.range(0, 8)
                    .mapToObj(i ->
                        Lookup.rows(memory, asked, shelf)
                            .onSuccess(found -> {
                              rounds.add(found.isPresent() ? round.get() : -1);
                              loop.executeAfterEventLoopIteration(round::incrementAndGet);
                            }))
                    .toList())
            .<Void>mapEmpty()
            .onComplete(all));
    Waiting.await(all.future());

    assertThat(rounds).hasSize(8).doesNotContain(-1);
    assertThat(rounds)
        .allSatisfy(r -> assertThat(Collections.frequency(rounds, r)).isLessThanOrEqualTo(2));
  }

  @Test
  void rowsPastTheLimit_areLeftToTheTable() {
    InMemory small = new InMemory(database.pool(), 100);

    assertThat(Waiting.await(Lookup.rows(small, weighed(Constraints.NONE), shelf))).isEmpty();
    Waiting.pass(vertx, Waiting.ms(200));
    assertThat(Waiting.await(Lookup.rows(small, weighed(Constraints.NONE), shelf))).isEmpty();
  }

  @Test
  void withoutAVector_theTableIsAsked() {
    Encoded none = Encoded.none("the encoder does not answer");
    Weighed asked =
        Weighed.of("a lamp", Constraints.NONE, Only.ANY, shelf, none, new Breadth(6, 4, 200));

    assertThat(Waiting.await(Lookup.rows(memory, asked, shelf))).isEmpty();
  }

  @Test
  void rowsNobodyAskedFor_areReadAhead_untilTheTableIsChanged() {
    KnownRows known = memory.view(shelf).orElseThrow().kept().rows();
    List<String> all = products();
    Waiting.until(vertx, () -> all.stream().allMatch(id -> known.product(id) != null));
    String id = all.getFirst();

    change("update product set title = 'Lamp of another name' where id = '" + id + "'");

    assertThat(ask(Constraints.NONE)).isEmpty();
    untilInMemory();
    KnownRows anew = memory.view(shelf).orElseThrow().kept().rows();
    assertThat(anew.product(id)).isNull();
    Waiting.until(vertx, () -> anew.product(id) != null);
    assertThat(((Stored.Product) anew.product(id)).card().title())
        .isEqualTo("Lamp of another name");
  }

  @Test
  void rowsThatWereChangedBeforeTheyWereRead_areNotReadAhead() {
    KnownRows known = memory.view(shelf).orElseThrow().kept().rows();

    change("update product set title = 'Another name' where language = 'en'");
    Waiting.pass(vertx, Waiting.ms(4_000));

    assertThat(products())
        .map(known::product)
        .filteredOn(Objects::nonNull)
        .noneMatch(row -> ((Stored.Product) row).card().title().equals("Another name"));
  }

  /** All ids, in their order. */
  private List<String> products() {
    String sql = "select id from product where language = 'en' order by id";
    return Waiting.await(database.pool().query(sql).execute()).stream()
        .map(row -> row.getString("id"))
        .toList();
  }

  private void change(String sql) {
    TestDatabase.execute(url, sql);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void untilInMemory() {
    Waiting.untilSeen(vertx, () -> ask(Constraints.NONE).isPresent());
  }

  private Optional<List<Match>> ask(Constraints wanted) {
    return Waiting.await(Lookup.rows(memory, weighed(wanted), shelf));
  }

  private void untilBothInMemory() {
    Waiting.untilSeen(vertx, () -> askBoth().isPresent());
  }

  private Optional<List<Match>> askBoth() {
    return Waiting.await(Lookup.rows(memory, weighed(Constraints.NONE, 4), shelf));
  }

  private static List<FaqSource> faqs(List<Match> rows) {
    return rows.stream()
        .map(Match::row)
        .filter(row -> row instanceof Stored.Faq)
        .map(row -> ((Stored.Faq) row).source())
        .toList();
  }

  private Weighed weighed(Constraints wanted) {
    return weighed(wanted, 0);
  }

  private Weighed weighed(Constraints wanted, int faqs) {
    Encoded encoded =
        new Encoded(Waiting.await(encoders.of(Language.ENGLISH).query("a desk lamp")), 0.1, null);
    return Weighed.of("a desk lamp", wanted, Only.ANY, shelf, encoded, new Breadth(6, faqs, 200));
  }

  private static List<String> titles(List<Match> rows) {
    return rows.stream().map(match -> ((Stored.Product) match.row()).card().title()).toList();
  }

  private static List<String> ids(List<Match> rows) {
    return rows.stream().map(match -> match.row().id()).toList();
  }
}
