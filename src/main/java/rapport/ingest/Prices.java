package rapport.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;
import rapport.chat.Money;

/**
 * Prices as feeds write them: {@code 49.95 USD}, {@code $49.95}, {@code 1.299,00 EUR}, {@code 4995}
 * with the map's unit and currency.
 */
final class Prices {
  private static final int LONGEST = 64;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);
  private static final String EXPECTED =
      "an amount with its currency such as 49.95 USD, or a map with currency: USD";
  private static final Pattern PRICE =
      Pattern.compile("(?<before>[^\\d.,]*)(?<number>[\\d.,][\\d.,'’\\s\\p{Z}]*)(?<after>\\D*)");
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("$", "USD"),
          Map.entry("US$", "USD"),
          Map.entry("C$", "CAD"),
          Map.entry("A$", "AUD"),
          Map.entry("HK$", "HKD"),
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("元", "CNY"),
          Map.entry("円", "JPY"),
          Map.entry("₩", "KRW"),
          Map.entry("₹", "INR"),
          Map.entry("₽", "RUB"),
          Map.entry("₺", "TRY"),
          Map.entry("zł", "PLN"));

  private final Target target;
  private final Rule rule;
  private final Language language;

  Prices(Target target, Rule rule, Language language) {
    this.target = target;
    this.rule = rule;
    this.language = language;
  }

  /** The price a value says, or null when there is none. */
  @Nullable Money read(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> ofNumber(number);
      case String text when text.length() <= LONGEST -> ofText(text.strip());
      // As in Google's content API: {"value": "49.95", "currency": "USD"}
      case Map<?, ?> money when money.get("value") != null && money.get("currency") != null ->
          ofText(Values.flat(money.get("value")) + " " + money.get("currency"));
      default -> throw unreadable(Values.flat(value));
    };
  }

  private Money ofNumber(Number number) {
    BigDecimal amount = Values.number(number);
    if (amount == null || rule.currency() == null) {
      throw unreadable(number);
    }
    return money(number, amount, rule.currency());
  }

  private Money ofText(String text) {
    Matcher parts = PRICE.matcher(text);
    if (!parts.matches()) {
      throw unreadable(text);
    }
    String before = PlainText.line(parts.group("before")).strip();
    String after = PlainText.line(parts.group("after")).strip();
    String currency = currency(text, before, after);
    String number = parts.group("number").replaceAll("[\\s\\p{Z}]+$", "");
    BigDecimal amount = Decimals.read(number, Money.digits(currency));
    if (amount == null) {
      throw unreadable(text);
    }
    return money(text, amount, currency);
  }

  /** A code beats a symbol, and the map decides what a bare {@code $} or {@code ¥} is. */
  private String currency(String text, String before, String after) {
    String word = after.isEmpty() ? before : after;
    boolean twoSaid = !before.isEmpty() && !after.isEmpty() && !SYMBOLS.containsKey(before);
    String currency = word.isEmpty() ? rule.currency() : named(word);
    if (currency == null || twoSaid) {
      throw unreadable(text);
    }
    return currency;
  }

  private @Nullable String named(String word) {
    if (word.matches("[¥￥]")) {
      boolean chinese = language.equals(Language.CHINESE);
      return rule.currency() != null ? rule.currency() : chinese ? "CNY" : "JPY";
    }
    if (word.equals("$") && rule.currency() != null) {
      return rule.currency();
    }
    String symbol = SYMBOLS.get(word);
    return symbol != null ? symbol : isCode(word) ? word.toUpperCase(Locale.ROOT) : null;
  }

  private static boolean isCode(String word) {
    return CODES.contains(word.toUpperCase(Locale.ROOT));
  }

  private Money money(Object said, BigDecimal amount, String currency) {
    BigDecimal minor = rule.minorUnits() ? amount : amount.movePointRight(Money.digits(currency));
    if (minor.signum() < 0 || minor.compareTo(MOST) > 0) {
      throw unreadable(said);
    }
    return new Money(minor.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency);
  }

  private BadValue unreadable(Object value) {
    return new BadValue(target.label(), value, EXPECTED);
  }
}
