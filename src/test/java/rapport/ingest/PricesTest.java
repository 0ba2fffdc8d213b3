package rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.chat.Language;
import rapport.chat.Money;

class PricesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "49.95 USD | 4995 | USD",
        "USD 49.95 | 4995 | USD",
        "usd49.95 | 4995 | USD",
        "$49.95 | 4995 | USD",
        "$ 49 | 4900 | USD",
        "$49.95 CAD | 4995 | CAD",
        "US$49.95 | 4995 | USD",
        "1,299.00 USD | 129900 | USD",
        "1,299 USD | 129900 | USD",
        "1,234,567.89 USD | 123456789 | USD",
        "1.299,00 EUR | 129900 | EUR",
        "1 299,50 € | 129950 | EUR",
        "1'299.50 CHF | 129950 | CHF",
        "1,00,000.00 INR | 10000000 | INR",
        "49,95 EUR | 4995 | EUR",
        "€49,9 | 4990 | EUR",
        "49.9500 USD | 4995 | USD",
        "0.999 USD | 100 | USD",
        ".99 USD | 99 | USD",
        "1,299 JPY | 1299 | JPY",
        "1.299 JPY | 1299 | JPY",
        "1.299 KWD | 1299 | KWD",
        "¥359 | 359 | JPY",
        "899.00元 | 89900 | CNY",
        "0 USD | 0 | USD",
      })
  void text_withItsCurrency_isRead(String text, long amount, String currency) {
    assertThat(read(text, plain())).isEqualTo(new Money(amount, currency));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ask us",
        "49.95",
        "49.95 XYZ",
        "-5 USD",
        "1.299 EUR",
        "1,2,3 USD",
        "1.2.3 USD",
        "USD",
        "USD 5 EUR",
        "9999999999999999 USD",
        "1e9 USD",
        "12 34 USD",
        "5 USD 6 USD"
      })
  void text_thatCouldMeanAnythingElse_isRejectedWithFieldAndValue(String text) {
    assertThatThrownBy(() -> read(text, plain()))
        .isInstanceOf(BadValue.class)
        .hasMessageStartingWith("price: " + text + " (expected: an amount with its currency");
  }

  @Test
  void number_withTheMapsCurrency_isRead() {
    assertThat(read(new BigDecimal("49.95"), in("EUR", false))).isEqualTo(new Money(4995, "EUR"));
    assertThat(read(49L, in("JPY", false))).isEqualTo(new Money(49, "JPY"));
    assertThat(read("49.95", in("EUR", false))).isEqualTo(new Money(4995, "EUR"));
    assertThat(read("$49.95", in("AUD", false))).isEqualTo(new Money(4995, "AUD"));
  }

  @Test
  void number_inMinorUnits_isTheAmount() {
    assertThat(read(4995L, in("USD", true))).isEqualTo(new Money(4995, "USD"));
    assertThat(read("4995", in("USD", true))).isEqualTo(new Money(4995, "USD"));
    assertThat(read(new BigDecimal("4995.0"), in("USD", true))).isEqualTo(new Money(4995, "USD"));
  }

  @Test
  void number_thatIsHugeOrWithoutCurrency_isRejectedAtOnce() {
    assertThatThrownBy(() -> read(new BigDecimal("1e999999999"), in("USD", false)))
        .isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> read(5L, plain())).isInstanceOf(BadValue.class);
  }

  @Test
  void object_asInGooglesContentApi_isRead() {
    assertThat(read(Map.of("value", "49.95", "currency", "USD"), plain()))
        .isEqualTo(new Money(4995, "USD"));
  }

  @Test
  void yenSign_inAChineseRow_isYuan() {
    assertThat(new Prices(Target.PRICE, plain(), Language.CHINESE).read("¥359"))
        .isEqualTo(new Money(35900, "CNY"));
  }

  @Test
  void nothing_isNoPrice() {
    assertThat(read(null, plain())).isNull();
  }

  private static @Nullable Money read(@Nullable Object value, Rule rule) {
    return new Prices(Target.PRICE, rule, Language.ENGLISH).read(value);
  }

  private static Rule plain() {
    return Rule.fields(List.of("price"), false);
  }

  private static Rule in(String currency, boolean minorUnits) {
    return new Rule(List.of("price"), null, null, false, minorUnits, currency, BigDecimal.ZERO);
  }
}
