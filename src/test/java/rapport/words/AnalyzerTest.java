package rapport.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.chat.Language;

class AnalyzerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Headphones for Laptops          | headphone laptop
          two boxes, three batteries      | two box three battery
          glass, chassis, bus             | glass chassis bus
          Brother TN-2110 Toner           | brother tn2110 tn 2110 toner
          Wi-Fi and Wi‑Fi                 | wifi wi fi wi fi
          Intel® Core™2 Duo               | intel core 2 duo
          headphones/headset              | headphone headset
          a 15.6" display                 | 15.6 display 15.6in
          15,6 inch                       | 15 6 inch 15.6in
          128 GB                          | 128 gb 128gb
          kid's desk                      | kid kid desk
          do you have a lamp?             | lamp
          ＳＯＮＹ　ＸＭ５                | sony xm5
          C++                             | c++
          """)
  void english_isFoldedByNumberAlone(String text, String words) {
    assertThat(Analyzer.of(Language.ENGLISH).words(text)).containsExactly(words.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          双人帐篷            | 双人 人帐 帐篷
          灯                  | 灯
          Sony耳机XM5         | sony 耳机 xm5
          有没有帐篷          | 有帐 帐篷
          """)
  void chinese_becomesPairs(String text, String words) {
    assertThat(Analyzer.of(Language.CHINESE).words(text)).containsExactly(words.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({"de,Die Kopfhörer,kopfhor", "fr,des écouteurs,écouteur", "xx,Ein Zelt,ein zelt"})
  void otherLanguages_haveTheirOwnStemsOrNone(String language, String text, String words) {
    assertThat(Analyzer.of(new Language(language)).words(text))
        .containsExactly(words.split(" ", -1));
  }

  @Test
  void rowsAndQuestions_meetWhateverTheySay() {
    Analyzer analyzer = Analyzer.of(Language.ENGLISH);
    assertThat(analyzer.words("TN-2110")).contains("tn2110");
    assertThat(analyzer.words("tn2110")).contains("tn2110");
    assertThat(analyzer.words("laptops")).isEqualTo(analyzer.words("Laptop"));
    assertThat(analyzer.words("15.6 inches")).contains("15.6in");
    assertThat(analyzer.words("15.6英寸")).contains("15.6in");
  }

  @Test
  void hostileText_hasItsWordsOrNone() {
    Analyzer analyzer = Analyzer.of(Language.ENGLISH);
    assertThat(analyzer.words("")).isEmpty();
    assertThat(analyzer.words("?!… \uD800 ---")).isEmpty();
    assertThat(analyzer.words("x".repeat(4_000))).isEmpty();
    assertThat(analyzer.words("a-".repeat(2_000))).allMatch("aaaaaaaaa"::startsWith);
  }
}
