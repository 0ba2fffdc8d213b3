package rapport.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicTest {
  private static final Constraints CHEAP = Constraints.NONE.withPrice(null, 5_000L);
  private static final Sources TENTS =
      sources(asked("tents", Following.NEW), List.of(card("T1"), card("T2")), 0);

  @Test
  void answerWithProducts_isTheTopic() {
    Topic topic = Topic.after(null, TENTS);
    assertThat(topic).isNotNull();
    assertThat(topic.text()).isEqualTo("tents");
    assertThat(topic.constraints()).isEqualTo(CHEAP);
    assertThat(topic.shown()).extracting(Card::id).containsExactly("T1", "T2");
    assertThat(topic.age()).isZero();
  }

  @Test
  void answerWithoutProducts_agesTheTopic_untilItIsForgotten() {
    Topic topic = Topic.after(null, TENTS);
    for (int i = 0; i < Topic.REMEMBERED; i++) {
      topic = Topic.after(topic, sources(asked("shipping", Following.NEW), List.of(), 0.9));
      assertThat(topic.isForgotten()).isFalse();
    }
    assertThat(topic.text()).isEqualTo("tents");
    assertThat(Topic.after(topic, null).isForgotten()).isTrue();
  }

  @Test
  void questionThatAnFaqAnswers_agesTheTopic_thoughItNamesProducts() {
    Topic topic = Topic.after(null, TENTS);
    Sources washing = sources(asked("wash a bag", Following.NEW), List.of(card("B1")), 0.76);
    assertThat(Topic.after(topic, washing).text()).isEqualTo("tents");
    assertThat(Topic.after(null, washing).text()).as("when there was none").isEqualTo("wash a bag");
    Sources bags = sources(asked("a bag", Following.NEW), List.of(card("B1")), 0.74);
    assertThat(Topic.after(topic, bags).text()).isEqualTo("a bag");
    Sources refined = sources(asked("tents in green", Following.REFINED), List.of(card("T2")), 0.9);
    assertThat(Topic.after(topic, refined).text()).isEqualTo("tents in green");
  }

  @Test
  void questionAboutCards_keepsWhatIsShown_andIsWhatItMeans() {
    Topic before = Topic.after(Topic.after(null, TENTS), sources(null, List.of(), 0));
    Understanding about =
        new Understanding(
            "is it green", Following.ABOUT, "it", List.of("T2"), Constraints.NONE, null);
    Topic topic = Topic.after(before, sources(about, List.of(card("T2")), 0));
    assertThat(topic.shown()).hasSize(2);
    assertThat(topic.meant()).containsExactly("T2");
    assertThat(topic.constraints()).isEqualTo(CHEAP);
    assertThat(topic.age()).isZero();
  }

  @Test
  void topicOfExchanges_isThatOfOneAfterAnother() {
    Sources policy = sources(asked("shipping", Following.NEW), List.of(), 0.9);
    assertThat(Topic.after(List.of())).isNull();
    assertThat(Topic.after(List.of(exchange(policy), exchange(null)))).isNull();
    assertThat(Topic.after(List.of(exchange(null), exchange(TENTS), exchange(policy))))
        .isEqualTo(Topic.after(Topic.after(null, TENTS), policy));
  }

  @Test
  void prices_ofAnotherCurrency_areForgotten() {
    Card priced =
        new Card(
            "T1",
            "T1",
            null,
            null,
            new Money(4_000, "USD"),
            null,
            null,
            null,
            Availability.IN_STOCK,
            null,
            0.5,
            List.of());
    Topic topic =
        new Topic("tent", CHEAP.withPrice(null, 5_000L), List.of(priced), List.of("T1"), 1);
    assertThat(topic.in("USD")).isSameAs(topic);
    Topic elsewhere = topic.in("CNY");
    assertThat(elsewhere.constraints().hasPrice()).isFalse();
    assertThat(elsewhere.shown()).extracting(Card::price).containsOnlyNulls();
    assertThat(elsewhere.shown()).extracting(Card::id).containsExactly("T1");
    assertThat(elsewhere.meant()).containsExactly("T1");
  }

  private static Exchange exchange(@Nullable Sources sources) {
    return new Exchange("?", "!", sources);
  }

  private static Understanding asked(String text, Following following) {
    return new Understanding(text, following, null, List.of(), CHEAP, null);
  }

  private static Sources sources(@Nullable Understanding understood, List<Card> cards, double faq) {
    List<FaqSource> faqs = faq == 0 ? List.of() : List.of(new FaqSource("F1", "?", "!", null, faq));
    return new Sources(cards, faqs, understood, null);
  }

  private static Card card(String id) {
    return new Card(
        id, id, null, null, null, null, null, null, Availability.IN_STOCK, null, 0.5, List.of());
  }
}
