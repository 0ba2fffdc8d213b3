package rapport.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.FaqSource;
import rapport.chat.Finish;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.chat.Sources;
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
