package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.encode.Encoders;
import rapport.search.Filters.Only;
import rapport.search.Retriever.Encoded;
import rapport.search.Shop.Item;
import rapport.search.VectorLeg.Near;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/**
 * The statements, and the search in memory, against every row looked at one by one, under filters
 * drawn at random: from none to those that nothing satisfies. {@code -Drapport.test.seed} draws the
 * same ones again.
 */
class FilteredRecallTest {
  private static final int CASES = 120;
  private static final int TOP = 10;
  private static final int SELECTIVE = 100;

  /** What the database's single-precision sums may differ from ours. */
  private static final double ROUNDING = 1e-5;

  /** Either way leaves out a row now and then that the other finds. */
  private static final double AS_GOOD = 0.999;

  private static final Vertx vertx = Vertx.vertx();
  private static final long seed =
      Long.getLong("rapport.test.seed", System.currentTimeMillis() % 1_000_000);

  /** How it is gone about. */
  private enum Way {
    /** In a catalogue as small as this one, often by comparing all that the filter leaves. */
    AS_THE_DATABASE_LIKES,

    /** As in a large one: along the index of vectors, whatever the filter. */
    BY_THE_DATABASES_INDEX,

    IN_MEMORY
  }

  private static Database database;
  private static Encoders encoders;
  private static Shelf shelf;
  private static VectorLeg vectors;
  private static VectorLeg vectorsInMemory;
  private static InMemory inMemory;
  private static Shop shop;

  @BeforeAll
  static void load() throws SQLException {
    String url = Shop.database(vertx);
    var settings = TestGateway.settings(Map.of("RAPPORT_DB_POOL_SIZE", "1"));
    database = Database.forServing(vertx, url, settings.database());
    encoders = Encoders.onnx(vertx, settings.encoder());
    Language language = Language.ENGLISH;
    var madeBy = encoders.of(language).maker();
    shelf = Waiting.await(new ShelfLoader(database.pool()).load(language, madeBy, 1));
    vectors = new VectorLeg(database.pool(), language, madeBy, VectorLeg.viewOf(0));
    inMemory = new InMemory(database.pool(), 10_000);
    vectorsInMemory =
        new VectorLeg(FilteredRecallTest::inMemory, language, madeBy, VectorLeg.viewOf(0));
    shop = Shop.read(url);
    Demand any = new Demand("a lamp", Constraints.NONE, Only.ANY);
    Waiting.untilSeen(
        vertx,
        () ->
            Waiting.await(
                    Lookup.rows(
                        inMemory,
                        Weighed.of(
                            any.text(),
                            any.wanted(),
                            any.only(),
                            shelf,
                            new Encoded(vector(any), 0, null),
                            new Breadth(6, 0, 200)),
                        shelf))
                .isPresent());
    System.out.printf("FilteredRecallTest: seed %d, %d rows%n", seed, shop.items().size());
  }

  @AfterAll
  static void close() {
    Waiting.await(encoders.close());
    Waiting.await(database.close());
    Waiting.await(vertx.close());
  }

  @ParameterizedTest
  @EnumSource
  void filter_howeverSelective_leavesAsManyRowsAsThereAre(Way way) {
    take(way);
    Random random = new Random(seed);
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      Demand asked = ask(random);
      Set<String> there = new HashSet<>();
      shop.matching(asked).forEach(item -> there.add(item.id()));
      int k = List.of(1, 6, 20, 60, 100).get(random.nextInt(5));

      List<String> found = ids(find(way, asked, k, random.nextInt(5)));

      assertThat(found)
          .as("seed %d: %d of %s", seed, k, asked)
          .hasSize(Math.min(k, there.size()))
          .doesNotHaveDuplicates()
          .isSubsetOf(there);
      matching.add(there.size());
    }
    assertReach(matching);
  }

  @ParameterizedTest
  @EnumSource
  void nearestRows_areThoseOfAnExactComparison(Way way) {
    take(way);
    Random random = new Random(seed);
    List<Integer> matching = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      Demand asked = ask(random);
      List<Item> there = shop.matching(asked);
      matching.add(there.size());
      if (!there.isEmpty()) {
        outcomes.add(new Outcome(recall(way, asked, there), there.size(), asked));
      }
    }
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.rows < SELECTIVE)
        .as("seed %d", seed)
        .allSatisfy(outcome -> assertThat(outcome.recall).isEqualTo(1));
    double mean = outcomes.stream().mapToDouble(Outcome::recall).average().orElseThrow();
    System.out.printf("FilteredRecallTest: %s, recall@10 %.4f on average%n", way, mean);
    assertThat(mean)
        .as("recall@10, seed %d; the worst: %s", seed, worst(outcomes))
        .isGreaterThanOrEqualTo(0.98);
    assertReach(matching);
  }

  @Test
  void memory_findsWhatTheStatementFinds_orBetter() {
    take(Way.AS_THE_DATABASE_LIKES);
    Random random = new Random(seed);
    int same = 0;
    double statedScores = 0;
    double foundScores = 0;
    for (int i = 0; i < CASES; i++) {
      Demand asked = ask(random);
      List<Match> stated = find(Way.AS_THE_DATABASE_LIKES, asked, TOP, 0);
      List<Match> found = find(Way.IN_MEMORY, asked, TOP, 0);

      assertThat(found).as("%s", asked).hasSameSizeAs(stated);
      statedScores += total(stated);
      foundScores += total(found);
      for (Match match : found) {
        stated.stream()
            .filter(other -> other.row().id().equals(match.row().id()))
            .forEach(other -> assertSame(match, other));
      }
      same += ids(found).equals(ids(stated)) ? 1 : 0;
    }
    System.out.printf("FilteredRecallTest: %d of %d answers are the same%n", same, CASES);
    assertThat(same).isGreaterThan(CASES * 9 / 10);
    assertThat(foundScores).isGreaterThan(statedScores * AS_GOOD);
  }

  private static double total(List<Match> rows) {
    return rows.stream().mapToDouble(Match::score).sum();
  }

  /** What is shown, whether it came from memory or the table, and what each leg says of it. */
  private static void assertSame(Match one, Match other) {
    assertThat(one.row()).isEqualTo(other.row());
    assertThat(one)
        .usingRecursiveComparison()
        .ignoringFields("row")
        .withEqualsForType((x, y) -> Math.abs(x - y) < ROUNDING, Double.class)
        .isEqualTo(other);
  }

  /** A demand that {@code rows} satisfy. */
  private record Outcome(double recall, int rows, Demand asked) {}

  private static List<Outcome> worst(List<Outcome> outcomes) {
    return outcomes.stream().sorted(Comparator.comparingDouble(Outcome::recall)).limit(5).toList();
  }

  /** On the one connection there is. */
  private static void take(Way way) {
    String on = way == Way.BY_THE_DATABASES_INDEX ? "off" : "on";
    Waiting.await(
        database
            .pool()
            .query(
                "set enable_sort = %1$s; set enable_seqscan = %1$s; set enable_bitmapscan = %1$s; discard plans"
                    .formatted(on))
            .execute());
  }

  /** Rows that are as near as the last of the exact ten are as good as it. */
  private static double recall(Way way, Demand asked, List<Item> there) {
    Embedding question = vector(asked);
    List<Near> exact = Shop.nearest(there, question, TOP);
    List<Near> found =
        Waiting.await(
            (way == Way.IN_MEMORY ? vectorsInMemory : vectors)
                .nearest(question, asked.wanted(), asked.only(), TOP));
    double last = exact.getLast().similarity() - ROUNDING;
    assertThat(found)
        .as("%s", asked)
        .allSatisfy(near ->
            assertThat(near.similarity())
                .isCloseTo(shop.similarity(near.id(), question), within(ROUNDING)));
    return found.stream().filter(near -> near.similarity() >= last).count() / (double) exact.size();
  }

  private static Demand ask(Random random) {
    Demand asked = Demand.draw(random, shop.items());
    // What is nearest is not wanted: the index has to go on past it.
    if (random.nextInt(8) > 0) {
      return asked;
    }
    List<Near> nearest = Shop.nearest(shop.items(), vector(asked), random.nextInt(1, 300));
    return asked.with(new Only(List.of(), nearest.stream().map(Near::id).toList()));
  }

  private static List<Match> find(Way way, Demand asked, int products, int faqs) {
    Encoded encoded = new Encoded(vector(asked), 0, null);
    Breadth breadth = new Breadth(products, faqs, Breadth.viewOf(shop.items().size()));
    Weighed weighed =
        Weighed.of(asked.text(), asked.wanted(), asked.only(), shelf, encoded, breadth);
    return Waiting.await(
        way == Way.IN_MEMORY ? inMemory(weighed) : new Statements(database.pool()).run(weighed));
  }

  private static Future<List<Match>> inMemory(Weighed asked) {
    return Lookup.rows(inMemory, asked, shelf).map(Optional::orElseThrow);
  }

  private static List<String> ids(List<Match> rows) {
    return rows.stream().map(match -> match.row().id()).toList();
  }

  private static Embedding vector(Demand asked) {
    return Waiting.await(encoders.of(Language.ENGLISH).query(asked.text()));
  }

  /** The cases are worth something: nothing, a few, some and most rows satisfied them. */
  private static void assertReach(List<Integer> matching) {
    assertThat(matching)
        .contains(0, shop.items().size())
        .anyMatch(rows -> rows > 0 && rows < TOP)
        .anyMatch(rows -> rows >= TOP && rows < SELECTIVE)
        .anyMatch(rows -> rows >= SELECTIVE && rows < shop.items().size() / 10)
        .anyMatch(rows -> rows > shop.items().size() / 2 && rows < shop.items().size());
  }
}
