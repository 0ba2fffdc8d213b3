package rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.catalog.Catalog.Kind;
import rapport.chaos.Kills.Blow;
import rapport.localdb.LocalDatabase;
import rapport.localdb.TemporaryDatabase;
import rapport.testing.TestGateway;

/** The runs of the chaos lab in small; {@code ./rapport chaos} does them at length. */
@Timeout(240)
class ChaosRunsTest {
  private static final List<String> JVM =
      List.of(
          "-Xmx512m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static TemporaryDatabase database;

  @BeforeAll
  static void start() {
    database = LocalDatabase.temporaryDurable();
    TestGateway.load(database.url(), Kind.FAQ, "demo/faqs.en.jsonl");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void kills_loseNothing() {
    Kills.Plan plan = new Kills.Plan(seed(), 2, 1, 20, 60, 600);
    ChaosResult result = new Kills(plan, System.out::println).run(setup(), database);
    System.out.println(result.text());
    assertThat(result.sound()).as(result.text()).isTrue();
    assertThat(result.verdict().acknowledged()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void cuts_changeNoAnswer() {
    ChaosResult result = new Cuts(new Cuts.Plan(seed(), 200, 20), System.out::println).run(setup());
    System.out.println(result.text());
    assertThat(result.sound()).as(result.text()).isTrue();
    assertThat(result.verdict().finishes()).containsOnlyKeys("stop");
  }

  @Test
  void outages_loseNothingAndAreSaid() {
    ChaosResult result =
        new Outages(new Outages.Plan(seed(), 10, 2_500), System.out::println)
            .run(setup(), database);
    System.out.println(result.text());
    assertThat(result.sound()).as(result.text()).isTrue();
  }

  @Test
  void restarts_loseNoQuestionAndNoAnswer() {
    Restarts.Plan plan = new Restarts.Plan(seed(), 1, 40, 1_000);
    ChaosResult result = new Restarts(plan, System.out::println).run(setup());
    System.out.println(result.text());
    assertThat(result.sound()).as(result.text()).isTrue();
    assertThat(result.verdict().acknowledged()).isGreaterThanOrEqualTo(40);
  }

  @Test
  void schedule_isRepeatedByItsSeed() {
    Kills.Plan plan = new Kills.Plan(7, 20, 5, 1, 0, 1_000);
    assertThat(Kills.schedule(plan))
        .isEqualTo(Kills.schedule(plan))
        .isNotEqualTo(Kills.schedule(new Kills.Plan(8, 20, 5, 1, 0, 1_000)));
    assertThat(Kills.schedule(plan)).filteredOn(step -> step.blow() == Blow.CRASH).hasSize(5);
    assertThat(Kills.schedule(plan)).filteredOn(step -> step.blow() == Blow.KILL_TWICE).hasSize(2);
    assertThat(Kills.schedule(plan)).hasSize(5 + 20 - 2);
    assertThat(Cuts.fate(7, 3)).isEqualTo(Cuts.fate(7, 3)).isNotEqualTo(Cuts.fate(7, 4));
  }

  private static Scene.Setup setup() {
    return new Scene.Setup(database.url(), JVM, Map.of());
  }

  private static long seed() {
    long seed = Long.getLong("rapport.test.seed", new Random().nextInt(Integer.MAX_VALUE));
    System.out.println("seed " + seed);
    return seed;
  }
}
