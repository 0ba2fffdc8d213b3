package rapport.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.chat.Language;
import rapport.search.Lexicon.Counts;

class LexicalQueryTest {
  private static final Lexicon LEXICON =
      Lexicon.of(
          Language.ENGLISH,
          new Counts(
              10_000,
              Map.ofEntries(
                  Map.entry("headset", 40),
                  Map.entry("head", 30),
                  Map.entry("set", 300),
                  Map.entry("bluetooth", 200),
                  Map.entry("logitech", 80),
                  Map.entry("power", 900),
                  Map.entry("bank", 25),
                  Map.entry("cable", 4_000),
                  Map.entry("usb", 2_500),
                  Map.entry("speaker", 60),
                  Map.entry("head:speaker", 30),
                  Map.entry("laptop", 200),
                  Map.entry("head:laptop", 4),
                  Map.entry("tn2110", 1))),
          new Counts(0, Map.of()),
          List.of("Logitech"),
          List.of("Audio > Wireless Headphones", "Sleeves & Bags"));

  @ParameterizedTest
  @CsvSource({
    "blutooth,bluetooth",
    "bluetoth speaker,bluetooth",
    "logitec,logitech",
    "lgoitech,logitech",
    "head set,headset",
    "powerbank,power",
    "powerbank,bank",
    "tn-2110,tn2110",
    "TN 8000,tn8000"
  })
  void slipOrCompound_isReadAsTheCataloguesWord(String text, String word) {
    assertThat(LexicalQuery.ofProducts(text, LEXICON).read()).contains(word);
  }

  @ParameterizedTest
  @CsvSource({"cat", "headsets", "usb", "xyzzy", "bank"})
  void wordThatIsKnownOrFarFromAny_isLeftAlone(String word) {
    assertThat(LexicalQuery.ofProducts(word, LEXICON).read())
        .allMatch(read -> word.startsWith(read));
  }

  @Test
  void telling_areTheRarest_whileTheirRowsAreFew() {
    assertThat(LexicalQuery.ofProducts("usb cable speaker", LEXICON).telling())
        .containsExactly("speaker");
    assertThat(LexicalQuery.ofProducts("cable", LEXICON).telling()).containsExactly("cable");
    assertThat(LexicalQuery.ofProducts("xyzzy", LEXICON).telling()).containsExactly("xyzzy");
    assertThat(LexicalQuery.ofProducts("", LEXICON).weights().dimensions()).isEmpty();
  }

  @Test
  void similarity_countsMore_whereTheWordIsSaidOfOtherThings() {
    double speaker = ProductSimilarity.of("bluetooth speaker", LEXICON);
    double laptop = ProductSimilarity.of("a laptop for work", LEXICON);
    assertThat(laptop).isGreaterThan(speaker + 0.3);
    assertThat(ProductSimilarity.of("logitech", LEXICON)).isEqualTo(speaker);
    assertThat(ProductSimilarity.of("tn2110", LEXICON)).isEqualTo(speaker);
  }

  @Test
  void kinds_areTheLastWordsOfCategories() {
    assertThat(LEXICON.isKind("headphones")).isTrue();
    assertThat(LEXICON.isKind("bag")).isTrue();
    assertThat(LEXICON.isKind("wireless")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,abd,1",
    "abc,acb,1",
    "abc,ab,1",
    "abc,xabc,1",
    "abcd,badc,2",
    "abc,xyz,3"
  })
  void edits_areCounted(String one, String other, int distance) {
    assertThat(Edits.between(one, other, 3)).isEqualTo(distance);
    assertThat(Edits.between(other, one, 1)).isEqualTo(Math.min(distance, 2));
  }
}
