package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.ms;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.testing.Metrics;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;
import rapport.testing.Shopper;
import rapport.testing.Shopper.Heard;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/** What is looked for while a question is still being typed, and what it is good for. */
class LookAheadTest {
  /** Longer than the silence after which is looked, many times over. */
  private static final Duration PAUSE = ms(700);

  private static final int AT_ONCE = 16;

  private static TestGateway gateway;

  private double hits;
  private double misses;

  @BeforeAll
  static void start() {
    gateway = TestGateway.on(DemoShop.database(), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void count() {
    hits = counted("hit");
    misses = counted("miss");
  }

  @ParameterizedTest
  @CsvSource({
    "a bluetooth speaker under 50 dollars, a bluetooth speaker under 50 dollars",
    "a warm sleeping bag, A warm sleeping bag?",
    "有没有200元以下的蓝牙耳机, 有没有200元以下的蓝牙耳机？",
    "How much does shipping cost, How much does shipping cost?",
    "帐篷, 帐篷"
  })
  void question_typedOut_isFoundWhenItIsAsked(String typed, String asked) {
    try (Shopper shopper = Shopper.join(gateway.port());
        Shopper stranger = Shopper.join(gateway.port())) {
      type(shopper, typed);
      Heard heard = shopper.ask(asked);
      assertThat(counted("hit") - hits).isEqualTo(1);
      assertThat(counted("miss") - misses).isZero();
      assertThat(heard.done().getJsonObject("timing").getDouble("encode_ms")).isZero();
      assertThat(heard.done().getJsonObject("timing").getDouble("search_ms")).isLessThan(10);
      Heard alone = stranger.ask(typed);
      assertThat(heard.cards()).isEqualTo(alone.cards());
      assertThat(heard.sources().getJsonArray("faqs"))
          .isEqualTo(alone.sources().getJsonArray("faqs"));
    }
  }

  @Test
  void followUp_typedOut_isFoundInItsConversation() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard first = shopper.ask("a tent over 300 dollars");
      type(shopper, "cheaper ones");
      Heard cheaper = shopper.ask("cheaper ones");
      assertThat(counted("hit") - hits).isEqualTo(1);
      assertThat(cheaper.following()).isEqualTo("refined");
      assertThat(cheaper.prices())
          .isNotEmpty()
          .allMatch(price -> first.prices().stream().allMatch(shown -> price < shown));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a bluetooth speaker under 50 dollars, a bluetooth speaker under 30 dollars",
    "a warm sleeping bag, a frying pan",
    "a tent for two, 双人帐篷"
  })
  void otherQuestion_thanWasTyped_isLookedForItself(String typed, String asked) {
    try (Shopper shopper = Shopper.join(gateway.port());
        Shopper stranger = Shopper.join(gateway.port())) {
      type(shopper, typed);
      Heard heard = shopper.ask(asked);
      assertThat(counted("hit") - hits).isZero();
      assertThat(counted("miss") - misses).isEqualTo(1);
      Heard alone = stranger.ask(asked);
      assertThat(heard.understood()).isEqualTo(alone.understood());
      assertThat(heard.cards()).isEqualTo(alone.cards());
    }
  }

  @Test
  void whatWasFound_servesOneQuestion() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      type(shopper, "a frying pan");
      shopper.ask("a frying pan");
      shopper.ask("a frying pan");
      assertThat(counted("hit") - hits).isEqualTo(1);
      assertThat(counted("miss") - misses).isZero();
    }
  }

  @Test
  void words_thatTellNothing_orTooMuch_areNotLookedFor() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      type(shopper, "a ");
      type(shopper, "灯");
      shopper.type("tent ".repeat(1_000));
      Waiting.pass(gateway.vertx(), PAUSE);
      shopper.ask("a frying pan");
      assertThat(counted("hit") + counted("miss") - hits - misses).isZero();
    }
  }

  @Test
  void nothing_isLookedFor_whileAnAnswerRuns() {
    Vertx vertx = Vertx.vertx();
    ScriptedModelServer model = Waiting.await(ScriptedModelServer.start(vertx));
    model.always(Script.words("Wait", "for", "it.").every(ms(700)));
    try (TestGateway slow = TestGateway.on(DemoShop.database(), DemoShop.settings(model));
        Shopper shopper = Shopper.join(slow.port())) {
      shopper.client().ask("first", "a tent for two people");
      shopper.client().await("token");
      shopper.type("a frying pan");
      shopper.client().await("done");
      shopper.ask("a frying pan");
      Metrics metrics = Metrics.of(slow);
      assertThat(metrics.value("rapport_lookahead_total{result=\"hit\"}")).isZero();
      assertThat(metrics.value("rapport_lookahead_total{result=\"miss\"}")).isZero();
    }
    Waiting.await(vertx.close());
  }

  @Test
  void manyWhoType_areLookedFor_aFewAtOnce() throws SQLException {
    List<Shopper> shoppers = new ArrayList<>();
    String shop = DemoShop.ownDatabase();
    try (TestGateway crowded = TestGateway.on(shop, Map.of());
        Connection blocker = TestDatabase.connect(shop);
        Statement statement = blocker.createStatement()) {
      for (int i = 0; i < 3 * AT_ONCE; i++) {
        shoppers.add(Shopper.join(crowded.port()));
      }
      shoppers.getFirst().ask("a frying pan");
      blocker.setAutoCommit(false);
      statement.execute("lock table product in access exclusive mode");
      for (int round = 0; round < 3; round++) {
        String text = "a tent for " + round;
        shoppers.forEach(shopper -> shopper.type(text));
        Waiting.untilSeen(crowded.vertx(), () -> looking(crowded) == AT_ONCE);
        Waiting.pass(crowded.vertx(), ms(300));
        assertThat(looking(crowded)).isEqualTo(AT_ONCE);
      }
      blocker.rollback();
      Waiting.untilSeen(crowded.vertx(), () -> looking(crowded) == 0);
      assertThat(shoppers.getLast().ask("a warm sleeping bag").cards()).isNotEmpty();
    } finally {
      shoppers.forEach(shopper -> shopper.client().drop());
    }
  }

  /** Letter by letter, faster than is looked, and then a pause. */
  private static void type(Shopper shopper, String text) {
    for (int end = 1; end <= text.length(); end++) {
      shopper.type(text.substring(0, end));
    }
    Waiting.pass(gateway.vertx(), PAUSE);
  }

  private static double looking(TestGateway gateway) {
    return Metrics.of(gateway).value("rapport_lookahead_running");
  }

  private static double counted(String result) {
    return Metrics.of(gateway).value("rapport_lookahead_total{result=\"" + result + "\"}");
  }
}
