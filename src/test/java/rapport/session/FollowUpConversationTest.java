package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.Shopper;
import rapport.testing.Shopper.Heard;
import rapport.testing.TestGateway;

/** What a conversation goes on with, from one question to the next. */
class FollowUpConversationTest {
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
  @CsvSource({
    "Do you have headphones over 100 dollars?, cheaper ones, anything else?",
    "a tent for two people over 150 dollars, something less expensive, others",
    "500元以上的蓝牙耳机, 便宜一点的, 还有别的吗",
    "500元以上的背包, 有没有更便宜的, 换一批"
  })
  void cheaperOnes_costLessThanTheCheapestShown(String question, String cheaper, String others) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard first = shopper.ask(question);
      Heard second = shopper.ask(cheaper);
      assertThat(second.following()).isEqualTo("refined");
      assertThat(second.understood().fieldNames()).doesNotContain("relaxed");
      assertThat(second.prices()).isNotEmpty();
      assertThat(Collections.max(second.prices())).isLessThan(Collections.min(first.prices()));
      Heard third = shopper.ask(others);
      assertThat(third.following()).isEqualTo("more");
      assertThat(third.ids()).doesNotContainAnyElementsOf(second.ids());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Do you have headphones?, in black, black, what about Korrum",
    "有蓝牙耳机吗, 要黑色的, 黑色, Korrum的呢"
  })
  void colourAndBrand_addToWhatWasLookedFor(
      String question, String coloured, String black, String branded) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask(question);
      Heard inBlack = shopper.ask(coloured);
      assertThat(inBlack.cards())
          .isNotEmpty()
          .allSatisfy(card ->
              assertThat(card.getJsonArray("why").toString().toLowerCase(Locale.ROOT))
                  .contains("color: " + black));
      Heard ofKorrum = shopper.ask(branded);
      assertThat(ofKorrum.cards())
          .isNotEmpty()
          .allSatisfy(card -> {
            assertThat(card.getString("brand")).isEqualTo("Korrum");
            assertThat(card.getString("category")).startsWith(black.equals("黑色") ? "音频" : "Audio");
          });
      assertThat(ofKorrum.understood().getJsonArray("colours")).containsExactly("black");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bluetooth speaker, does the second one have a warranty, F-14",
    "蓝牙音箱, 第二个有保修吗, F-14"
  })
  void questionAboutACard_isAnsweredWithThatCard(String question, String about, String faq) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard shown = shopper.ask(question);
      Heard asked = shopper.ask(about);
      assertThat(asked.following()).isEqualTo("about");
      assertThat(asked.ids()).containsExactly(shown.ids().get(1));
      assertThat(asked.understood().getJsonArray("about")).containsExactly(shown.ids().get(1));
      assertThat(asked.sources().getJsonArray("faqs").toString()).contains(faq);
      assertThat(shopper.ask(about).ids()).as("asked again").isEqualTo(asked.ids());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a sleeping bag over 100 dollars, How much does shipping cost?, cheaper ones",
    "a sleeping bag over 100 dollars, How do I pair Bluetooth headphones?, cheaper ones",
    "500元以上的蓝牙耳机, 运费是多少？, 便宜一点的",
    "500元以上的背包, 蓝牙耳机怎么配对？, 便宜一点的"
  })
  void questionToTheShop_inBetween_keepsTheTopic(String question, String policy, String cheaper) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      Heard first = shopper.ask(question);
      Heard between = shopper.ask(policy);
      assertThat(between.following()).isEqualTo("new");
      Heard last = shopper.ask(cheaper);
      assertThat(last.understood().getString("text"))
          .isEqualTo(first.understood().getString("text"));
      assertThat(last.prices()).isNotEmpty();
      assertThat(Collections.max(last.prices())).isLessThan(Collections.min(first.prices()));
    }
  }

  @ParameterizedTest
  @CsvSource({"black headphones under 100 dollars, a frying pan, Kitchen", "500元以下的黑色耳机, 双人帐篷, 户外"})
  void newTopic_inheritsNothing(String question, String other, String category) {
    try (Shopper shopper = Shopper.join(gateway.port());
        Shopper stranger = Shopper.join(gateway.port())) {
      shopper.ask(question);
      Heard fresh = shopper.ask(other);
      assertThat(fresh.understood().fieldNames()).isSubsetOf("text", "reason");
      assertThat(fresh.cards().getFirst().getString("category")).startsWith(category);
      assertThat(fresh.cards()).isEqualTo(stranger.ask(other).cards());
    }
  }

  @ParameterizedTest
  @CsvSource({"headphones with noise cancelling, no thanks, All right", "降噪耳机, 不用了，谢谢, 好的"})
  void offerThatIsDeclined_endsPolitely_withNothingShown(
      String question, String no, String politely) {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask(question);
      Heard declined = shopper.ask(no);
      assertThat(declined.following()).isEqualTo("declined");
      assertThat(declined.cards()).isEmpty();
      assertThat(declined.sources().getJsonArray("faqs")).isEmpty();
      assertThat(declined.text()).startsWith(politely);
      assertThat(declined.done().getString("finish")).isEqualTo("stop");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "headphones over 100 dollars, How long is the warranty?, cheaper ones",
    "500元以上的蓝牙耳机, 保修期多长？, 便宜一点的"
  })
  void topic_isKnownFromTheRecord_toAnotherProcess(String question, String policy, String cheaper) {
    Shopper before = Shopper.join(gateway.port());
    Heard first = before.ask(question);
    before.ask(policy);
    try (TestGateway other = TestGateway.on(DemoShop.database(), Map.of());
        Shopper after = before.resume(other.port())) {
      Heard second = after.ask(cheaper);
      assertThat(second.understood().getString("text"))
          .isEqualTo(first.understood().getString("text"));
      assertThat(Collections.max(second.prices())).isLessThan(Collections.min(first.prices()));
      Heard third = after.ask(cheaper);
      assertThat(third.understood().getString("reason")).startsWith("cheaper than");
    }
  }

  /** A prompt may be told less than a conversation remembers, or nothing. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void topic_fromTheRecord_goesBackAsFarAsInMemory(int told) {
    Map<String, String> settings = Map.of("RAPPORT_PROMPT_HISTORY", Integer.toString(told));
    Shopper before = Shopper.join(gateway.port());
    Heard first = before.ask("headphones over 100 dollars");
    for (int i = 0; i < 5; i++) {
      before.ask("How long is the warranty?");
    }
    try (TestGateway other = TestGateway.on(DemoShop.database(), settings);
        Shopper after = before.resume(other.port())) {
      Heard second = after.ask("cheaper ones");
      assertThat(second.following()).isEqualTo("refined");
      assertThat(Collections.max(second.prices())).isLessThan(Collections.min(first.prices()));
    }
  }

  @Test
  void topic_afterManyOtherQuestions_isForgotten() {
    try (Shopper shopper = Shopper.join(gateway.port())) {
      shopper.ask("headphones with noise cancelling");
      for (int i = 0; i < 6; i++) {
        shopper.ask("How long is the warranty?");
      }
      Heard late = shopper.ask("cheaper ones");
      assertThat(late.following()).isEqualTo("new");
      assertThat(late.understood().getString("reason")).isEqualTo("the topic is too far");
    }
  }
}
