package rapport.chat;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in minor units (cents, fen) of an ISO 4217 currency.
 *
 * @param amount in minor units, never negative
 * @param currency three letters, known to {@link Currency}
 */
public record Money(long amount, String currency) {
  public Money {
    if (amount < 0) {
      throw new IllegalArgumentException("price: " + amount + " (expected: not negative)");
    }
    try {
      Currency.getInstance(currency);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "currency: " + currency + " (expected: an ISO 4217 code such as USD)", e);
    }
  }

  /** The amount in major units with the currency's own number of decimals. */
  public BigDecimal decimal() {
    return BigDecimal.valueOf(amount, digits(currency));
  }

  /** How many decimals a currency has: 2 for USD, 0 for JPY. */
  public static int digits(String currency) {
    return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
  }

  /** As a shop writes it: {@code $49.95}, {@code ¥359}, {@code 49.95 CHF}. */
  public String display() {
    BigDecimal value = decimal();
    String number =
        value.stripTrailingZeros().scale() <= 0
            ? value.toBigInteger().toString()
            : value.toPlainString();
    return switch (currency) {
      case "USD" -> "$" + number;
      case "EUR" -> "€" + number;
      case "GBP" -> "£" + number;
      case "CNY", "JPY" -> "¥" + number;
      default -> number + " " + currency;
    };
  }
}
