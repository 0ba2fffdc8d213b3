package rapport.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @ParameterizedTest
  @CsvSource({
    "4995,USD,$49.95", "5000,USD,$50", "17000,USD,$170", "10,USD,$0.10", "0,USD,$0",
    "4950,EUR,€49.50", "100,GBP,£1", "35900,CNY,¥359", "359,JPY,¥359", "4995,CHF,49.95 CHF",
    "12345,KWD,12.345 KWD", "9223372036854775807,USD,$92233720368547758.07"
  })
  void money_isShownAsShopsWriteIt(long amount, String currency, String shown) {
    assertThat(new Money(amount, currency).display()).isEqualTo(shown);
  }

  @Test
  void money_thatCannotBe_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(-1, "USD"))
        .withMessage("price: -1 (expected: not negative)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(1, "usd"))
        .withMessage("currency: usd (expected: an ISO 4217 code such as USD)");
  }

  @ParameterizedTest
  @CsvSource({"en,en", "zh-Hans-CN,zh", "en_US,en", "' PT-br ',pt", "EN,en"})
  void language_isTheFirstPartOfATag(String tag, String code) {
    assertThat(Language.of(tag)).isEqualTo(new Language(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "e", "en1", "中文", "abcdefghi", "../en", "İstanbul"})
  void language_thatIsNoTag_isRefused(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Language.of(tag))
        .withMessageStartingWith("locale: ");
  }

  @Test
  void filter_thatNothingCanPass_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Filter(2L, 1L, null, null, null))
        .withMessage("min_price: 2 (expected: at most max_price, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Filter(-1L, null, null, null, null))
        .withMessage("min_price: -1 (expected: 0 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Filter(null, -1L, null, null, null))
        .withMessage("max_price: -1 (expected: 0 or more)");
    assertThat(new Filter(0L, 0L, null, null, null).minPrice()).isZero();
  }

  @Test
  void filter_takesFromAnotherWhatItDoesNotSayItself() {
    Filter read = new Filter(1L, 9L, "veyla", "home", true);
    assertThat(Filter.NONE.orElse(read)).isEqualTo(read);
    assertThat(read.orElse(new Filter(2L, 3L, "other", "audio", false))).isEqualTo(read);
    assertThat(new Filter(null, 5L, null, null, false).orElse(read))
        .isEqualTo(new Filter(null, 5L, "veyla", "home", false));
  }

  @Test
  void question_hasAtMostFourThousandCharacters() {
    assertThat(question("q", "x".repeat(4_000)).text()).hasSize(4_000);
    assertThat(question("q", "😀".repeat(2_000)).text()).hasSize(4_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> question("q", "x".repeat(4_001)))
        .withMessage("text: 4001 characters (expected: 1 to 4000, not blank)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t\n", "\0\0", "\u3000"})
  void question_withoutText_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> question("q", text))
        .withMessageStartingWith("text: ");
  }

  @Test
  void question_needsAnIdOfAtMost64Characters() {
    assertThat(question("x".repeat(64), "?").id()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> question("x".repeat(65), "?"))
        .withMessage("id: 65 characters (expected: 1 to 64)");
    assertThatIllegalArgumentException().isThrownBy(() -> question("", "?"));
  }

  @ParameterizedTest
  @CsvSource({
    "in_stock,IN_STOCK",
    "in stock,IN_STOCK",
    "InStock,IN_STOCK",
    "Out-of-stock,OUT_OF_STOCK",
    "PREORDER,PREORDER"
  })
  void availability_isReadAsFeedsWriteIt(String text, Availability availability) {
    assertThat(Availability.of(text)).isEqualTo(availability);
    assertThat(Availability.of(availability.code())).isEqualTo(availability);
  }

  @Test
  void text_withoutOddCharacters_isTheSameObject() {
    String text = "red lamp, 灯";
    assertThat(Texts.storable(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "a\0b,ab",
    "\uD83D,\uFFFD",
    "\uDE00\uD83D,\uFFFD\uFFFD",
    "😀,😀",
    "a\uD83Db\0😀,a\uFFFDb😀"
  })
  void text_isMadeStorable(String text, String storable) {
    assertThat(Texts.storable(text)).isEqualTo(storable);
  }

  @ParameterizedTest
  @CsvSource({
    "a😀b,0,0",
    "a😀b,1,1",
    "a😀b,2,1",
    "a😀b,3,3",
    "a😀b,9,4",
    "a😀b,-1,0",
    "'',1,0",
    "😀,1,0"
  })
  void cut_doesNotSplitAPair(String text, int length, int cut) {
    assertThat(Texts.cut(text, length)).isEqualTo(cut);
  }

  @Test
  void secret_isKnownByItsHashAndToldToNobody() {
    Secret secret = Secret.random();
    assertThat(secret.matches(secret.hash())).isTrue();
    assertThat(Secret.random().matches(secret.hash())).isFalse();
    assertThat(secret.hash()).hasSize(64).doesNotContain(secret.value());
    assertThat(secret).hasToString("Secret(…)");
    assertThat(secret.value()).hasSize(32);
  }

  private static Question question(String id, String text) {
    return new Question(id, text, Filter.NONE, PageContext.NONE, nobodys());
  }

  private static @Nullable Language nobodys() {
    return null;
  }
}
