package rapport.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.chat.Language;

class HeadsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Kensington SP17 Classic Laptop Sleeve                | sleeve
          HP L1950g 19-inch LCD Monitor                        | monitor
          HP ProBook Notebook 15.6" 1920 x 1080 pixels         | notebook pixel
          Veyla Desk Lamp, warm white                          | lamp
          Mouse for Gamers                                     | mouse gamer
          Canon Camera Bag Black                               | bag
          """)
  void head_isTheLastWordOfAPhrase(String title, String heads) {
    assertThat(Heads.of(title, "HP", Language.ENGLISH)).contains(heads.split(" ", -1));
    assertThat(Heads.of(title, "HP", Language.ENGLISH)).doesNotContain("laptop", "camera", "lcd");
  }

  @Test
  void otherLanguages_haveNone() {
    assertThat(Heads.of("黑色台灯", null, Language.CHINESE)).isEmpty();
    assertThat(Heads.areKnownIn(new Language("fr"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "laptop for gaming,laptop",
    "headphones with bluetooth,headphones",
    "desk lamp,desk lamp",
    "for kids,for kids"
  })
  void question_asksForItsFirstPhrase(String question, String phrase) {
    assertThat(Heads.firstPhrase(question).strip()).isEqualTo(phrase);
  }
}
