package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.testing.Shopper;
import rapport.testing.Shopper.Heard;
import rapport.testing.TestGateway;

/** What is said and shown when nothing satisfies all that a shopper wishes. */
class RelaxedAnswerTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.on(DemoShop.database(), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bluetooth speaker under 10 dollars | 1000  | $10  | $24.95 | Nothing under $10 fits; the closest is $24.95.
          a tent under 50 dollars            | 5000  | $50  | $99.95 | Nothing under $50 fits; the closest is $99.95.
          espresso machine under 100 dollars | 10000 | $100 | $195   | Nothing under $100 fits; the closest is $195.
          双人帐篷 100元以下                 | 10000 | ¥100 | ¥719   | 没有 ¥100 以内的合适商品，最接近的是 ¥719。
          """)
  void budgetThatNothingMeets_isNamed_andTheNearestPricesAreShown(
      String question, long budget, String wanted, String closest, String said) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard heard = shopper.ask(question);
      assertThat(heard.understood().getJsonObject("relaxed"))
          .isEqualTo(relaxed("max_price", wanted, closest));
      assertThat(heard.understood().fieldNames()).doesNotContain("max_price");
      assertThat(heard.prices()).isNotEmpty().isSorted();
      assertThat(heard.prices().getFirst()).isGreaterThan(budget);
      assertThat(display(heard)).isEqualTo(closest);
      assertThat(heard.text()).startsWith(said).contains(title(heard));
      assertThat(heard.cards().toString()).doesNotContain("under $", "以内");
    }
  }

  @Test
  void leastPriceThatNothingReaches_isNamed_andTheDearestAreShown() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard heard = shopper.ask("bluetooth speaker over 1000 dollars");
      assertThat(heard.understood().getJsonObject("relaxed"))
          .isEqualTo(relaxed("min_price", "$1000", "$219"));
      assertThat(heard.prices()).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(heard.text()).startsWith("Nothing over $1000 fits; the closest is $219.");
    }
  }

  @Test
  void brandThatHasNone_isNamed() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask("a tent for two people");
      Heard heard = shopper.ask("what about Casparo");
      assertThat(heard.understood().getJsonObject("relaxed"))
          .isEqualTo(relaxed("brands", "Casparo", "Tarnhollow"));
      assertThat(heard.text()).startsWith("Nothing from Casparo fits; these come closest.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a tent       | in pink  | colours | pink | Nothing in pink fits; these come closest.
          双人帐篷     | 要粉色的 | colours | 粉色 | 没有粉色的合适商品，以下几款最接近。
          """)
  void colourThatIsNotMade_isNamedInTheShoppersLanguage(
      String question, String coloured, String constraint, String wanted, String said) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask(question);
      Heard heard = shopper.ask(coloured);
      assertThat(heard.understood().getJsonObject("relaxed").getString("constraint"))
          .isEqualTo(constraint);
      assertThat(heard.understood().getJsonObject("relaxed").getString("wanted")).isEqualTo(wanted);
      assertThat(heard.text()).startsWith(said);
    }
  }

  @Test
  void whatWasShownWithinTheBudget_isNotDenied_whenMoreIsAskedFor() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard first = shopper.ask("a tent under 100 dollars");
      Heard more = shopper.ask("show me more");
      assertThat(more.ids()).isNotEmpty().doesNotContainAnyElementsOf(first.ids());
      assertThat(more.text()).startsWith("Nothing else under $100 fits; the closest is $159.");
    }
  }

  @Test
  void relaxedBudget_isForgottenByTheNextQuestion() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask("a tent under 50 dollars");
      Heard green = shopper.ask("in green");
      assertThat(green.understood().fieldNames()).doesNotContain("relaxed", "max_price");
      assertThat(green.cards()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bluetooth speaker, max_price, 1000",
    "bluetooth speaker under 20 dollars, max_price, 1000",
    "bluetooth speaker, min_price, 100000"
  })
  void filterOfTheClient_isNeverGivenUp(String question, String name, long price) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard heard = shopper.ask(question, new JsonObject().put(name, price));
      assertThat(heard.understood().fieldNames()).doesNotContain("relaxed").contains(name);
      assertThat(heard.prices())
          .allSatisfy(amount ->
              assertThat(name.startsWith("max") ? price - amount : amount - price).isNotNegative());
    }
  }

  @Test
  void wish_isGivenUp_withinTheFilter() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard heard =
          shopper.ask(
              "bluetooth speaker under 10 dollars", new JsonObject().put("brand", "Korrum"));
      assertThat(heard.understood().getJsonObject("relaxed"))
          .isEqualTo(relaxed("max_price", "$10", "$34.95"));
      assertThat(heard.cards()).extracting(card -> card.getString("brand")).containsOnly("Korrum");
    }
  }

  @Test
  void brandThatIsNotWanted_isNeverGivenUp() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      assertThat(shopper.ask("espresso machine").cards().getFirst().getString("brand"))
          .isEqualTo("Casparo");
      Heard others = shopper.ask("anything but Casparo");
      assertThat(others.understood().getJsonArray("not_brands")).containsExactly("Casparo");
      assertThat(others.understood().fieldNames()).doesNotContain("relaxed");
      assertThat(others.cards())
          .extracting(card -> card.getString("brand"))
          .doesNotContain("Casparo");
    }
  }

  @Test
  void budget_isGivenUpBeforeABrandThatIsNotWanted() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask("Do you have headphones?");
      shopper.ask("anything but Veyla");
      Heard cheap = shopper.ask("under 10 dollars");
      assertThat(cheap.understood().getJsonObject("relaxed"))
          .isEqualTo(relaxed("max_price", "$10", "$34.95"));
      assertThat(cheap.cards()).extracting(card -> card.getString("brand")).doesNotContain("Veyla");
    }
  }

  private static JsonObject relaxed(String constraint, String wanted, String closest) {
    return new JsonObject()
        .put("constraint", constraint)
        .put("wanted", wanted)
        .put("closest", closest);
  }

  private static String title(Heard heard) {
    return heard.cards().getFirst().getString("title");
  }

  /** The first card's price, for people. */
  private static String display(Heard heard) {
    JsonObject price = heard.cards().getFirst().getJsonObject("price");
    long amount = price.getLong("amount");
    String digits =
        amount % 100 == 0
            ? Long.toString(amount / 100)
            : "%d.%02d".formatted(amount / 100, amount % 100);
    return (price.getString("currency").equals("CNY") ? "¥" : "$") + digits;
  }
}
