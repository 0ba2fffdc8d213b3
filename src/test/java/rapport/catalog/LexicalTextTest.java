package rapport.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.chat.Language;

class LexicalTextTest {
  @ParameterizedTest
  @CsvSource({"en,english", "de,german", "pt,portuguese", "zh,simple", "ja,simple", "xx,simple"})
  void configuration_isThatOfTheLanguageOrNone(String language, String configuration) {
    assertThat(LexicalText.configuration(new Language(language))).isEqualTo(configuration);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          two-person tent     | two-person tent
          帐篷                | 帐篷
          双人帐篷            | 双人 人帐 帐篷
          灯                  | 灯
          Sony耳机 XM5        | Sony 耳机 XM5
          红色A色             | 红色 A 色
          テント              | テン ント
          𠮷野家              | 𠮷野 野家
          مصباح               | مصباح
          """)
  void words_withoutSpaces_becomePairs(String text, String words) {
    assertThat(LexicalText.words(text).strip().split("\\s+", -1))
        .containsExactly(words.split(" ", -1));
  }

  @Test
  void text_withoutSuchWords_isTheSameObject() {
    String text = "tent 😀 for two";
    assertThat(LexicalText.words(text)).isSameAs(text);
    assertThat(LexicalText.words("")).isEmpty();
  }
}
