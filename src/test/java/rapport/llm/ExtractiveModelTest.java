package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.FaqSource;
import rapport.chat.Finish;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.chat.Relaxed;
import rapport.chat.Sources;
import rapport.chat.Understanding;
import rapport.chat.Usage;
import rapport.prompt.Phrases;
import rapport.prompt.Prompt;

class ExtractiveModelTest {
  private static final FaqSource FAQ =
      new FaqSource("F-1", "How much is shipping?", "It is free from $49.", null, 0.8);

  @Test
  void faq_thatFitsClearlyBetterThanProducts_isTheAnswer() {
    assertThat(answer(Language.ENGLISH, List.of(card("Lamp", 0.7)), List.of(FAQ)))
        .isEqualTo("It is free from $49.");
  }

  @Test
  void products_thatFitAboutAsWell_areTheAnswer() {
    assertThat(answer(Language.ENGLISH, List.of(card("Lamp", 0.71)), List.of(FAQ)))
        .isEqualTo(
            "This one fits:\n\n- **Lamp**: $49.95 instead of $59.95, in stock, rated 4.7 of 5 (842 reviews)");
  }

  @ParameterizedTest
  @EnumSource(names = {"REFINED", "MORE", "AGREED"})
  void whoGoesOnAboutProducts_isTold_ofProducts(Following following) {
    Understanding understood =
        new Understanding("lamps", following, "cheaper", List.of(), Constraints.NONE, null);
    assertThat(answer(understood, List.of(card("Lamp", 0.4)), List.of(FAQ)))
        .startsWith("This one fits:");
    assertThat(answer(understood, List.of(), List.of(FAQ))).isEqualTo("It is free from $49.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NEW  | max_price  | Nothing under $50 fits; the closest is $54.
          MORE | max_price  | Nothing else under $50 fits; the closest is $54.
          NEW  | brands     | Nothing from $50 fits; these come closest.
          MORE | in_stock   | Nothing else that fits is in stock right now; these come closest.
          NEW  | some_other | $50
          """)
  void wishThatWasGivenUp_isNamedFirst(Following following, String constraint, String first) {
    Relaxed relaxed = new Relaxed(constraint, "$50", "$54");
    Understanding understood =
        new Understanding("lamps", following, null, List.of(), Constraints.NONE, relaxed);
    assertThat(answer(understood, List.of(card("Lamp", 0.4)), List.of(FAQ)))
        .startsWith(first + "\n\nThis one fits:");
  }

  @Test
  void atMostThreeProducts_areNamed() {
    List<Card> cards = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      cards.add(card("Lamp " + i, 0.9));
    }
    assertThat(answer(Language.ENGLISH, cards, List.of()).lines())
        .hasSize(5)
        .startsWith("These fit best:", "")
        .anyMatch(line -> line.startsWith("- **Lamp 3**"))
        .noneMatch(line -> line.contains("Lamp 4"));
  }

  @Test
  void answer_isInTheQuestionsLanguage() {
    assertThat(answer(Language.CHINESE, List.of(card("灯", 0.9)), List.of()))
        .isEqualTo("这一款符合您的要求：\n\n- **灯**：$49.95（原价 $59.95），有现货，评分 4.7/5（842 条评价）");
    assertThat(answer(new Language("de"), List.of(card("Lampe", 0.9)), List.of()))
        .startsWith("This one fits:");
  }

  @Test
  void whatARowDoesNotSay_isNotSaid() {
    Card bare =
        new Card(
            "1",
            "Lamp",
            null,
            null,
            null,
            null,
            null,
            null,
            Availability.BACKORDER,
            new Card.Rating(0, 0),
            0.9,
            List.of());
    assertThat(answer(Language.ENGLISH, List.of(bare), List.of()))
        .isEqualTo("This one fits:\n\n- **Lamp**: on back-order");
  }

  @Test
  void noRows_areNoInvention() {
    assertThat(answer(Language.ENGLISH, List.of(), List.of()))
        .isEqualTo(Phrases.of(Language.ENGLISH).nothing());
  }

  @Test
  void generation_streamsTheAnswerAndStops() {
    List<Delta> heard = new ArrayList<>();
    Prompt prompt = prompt(Language.ENGLISH, List.of(), List.of(FAQ));
    new ExtractiveModel().generate(prompt).handler(heard::add);
    assertThat(heard).hasSizeGreaterThan(3);
    assertThat(heard.getLast()).isEqualTo(new Delta.Finished(Finish.STOP, Usage.NONE));
    StringBuilder text = new StringBuilder();
    heard.forEach(delta -> text.append(delta instanceof Delta.Text words ? words.text() : ""));
    assertThat(text).hasToString("It is free from $49.");
  }

  private static String answer(Language language, List<Card> cards, List<FaqSource> faqs) {
    return ExtractiveModel.answer(prompt(language, cards, faqs));
  }

  private static Prompt prompt(Language language, List<Card> cards, List<FaqSource> faqs) {
    return new Prompt(List.of(), "?", new Sources(cards, faqs, null, null), language);
  }

  private static String answer(Understanding understood, List<Card> cards, List<FaqSource> faqs) {
    return ExtractiveModel.answer(
        new Prompt(List.of(), "?", new Sources(cards, faqs, understood, null), Language.ENGLISH));
  }

  private static Card card(String title, double score) {
    return new Card(
        "1",
        title,
        nothing(),
        nothing(),
        new Money(4_995, "USD"),
        new Money(5_995, "USD"),
        nothing(),
        nothing(),
        Availability.IN_STOCK,
        new Card.Rating(4.7, 842),
        score,
        List.of());
  }

  private static @Nullable String nothing() {
    return null;
  }
}
