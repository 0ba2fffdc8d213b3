package rapport.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.search.Amount.Kind;

/** Finds the numbers of a text and tells which of them name a price in one currency. */
final class Amounts {
  /** What shoppers call money, and the currencies that can be meant by it. */
  private static final Map<String, Set<String>> CURRENCIES =
      Map.ofEntries(
          names("us\\$|usd|us dollars?|美元|美金", "USD"),
          names("\\$|dollars?|bucks?", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"),
          names("€|eur|euros?|欧元", "EUR"),
          names("£|gbp|quid|pounds?(?: sterling)?|英镑", "GBP"),
          names("¥", "CNY", "JPY"),
          names("cny|rmb|yuan|人民币", "CNY"),
          names("块钱|块|元", "CNY", "TWD", "HKD"),
          names("jpy|yen|日元", "JPY"));

  private static final String MONEY = String.join("|", longestFirst(CURRENCIES.keySet()));

  private static final Pattern AMOUNT =
      words(
          """
          (?<![a-z0-9] | [0-9][.,] | [a-z]-)
          (?: (?<sign> %s) \\s? )?
          (?<number> \\d{1,3} (?: ,\\d{3} )+ (?: \\.\\d{1,2} )? (?! \\d) | \\d++ (?: \\.\\d++ )? )
          (?: (?<scale> k (?! [a-z]) | \\s?[千万]) )?
          (?: \\s? (?<unit> %s) (?! [a-z]) )?
          """
              .formatted(spaced(MONEY), spaced(MONEY)));

  /** What follows a number that counts something else, or is part of a name. */
  private static final Pattern OTHER_UNIT =
      words(
          """
          [a-z%°"'″′+_/] | -[a-z] | [.,:]\\d | in\\b
          | [\\s-]{0,2} (?:
              kgs? | kilos? | kilograms? | g | grams? | mg | lbs? | oz | ounces? | tons?
            | mm | cm | m | meters? | metres? | km | miles? | inch | inches | ft | feet | foot | yards?
            | gb | tb | mb | k?hz | [mg]hz | mah | k?wh? | watts? | v | volts? | amps? | ml | cl | l
            | lit(?:er|re)s? | cups? | quarts? | gallons? | hours? | hrs? | h | minutes? | mins? | seconds?
            | secs? | days? | nights? | weeks? | months? | years? | yrs? | people | persons? | guests? | kids
            | pieces? | pcs | packs? | pages? | stars? | reviews? | db | lumens? | lm | mp | megapixels? | ppm
            | rpm | degrees? | percent | cents? | x\\s?\\d+ | [ap]m ) (?! [a-z])
          | \\s? (?: 英寸 | 厘米 | 毫米 | 公斤 | 公里 | 千克 | 毫升 | 小时 | 分钟 | 毫安 | 千瓦
            | [克斤米升寸瓦伏秒天周年月岁人个件只条双台部款支把张套盒包瓶袋杯层页号码星级代档种口位次度] )
          """);

  /** More than anything costs, and far less than a long holds. */
  private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);

  private final String currency;

  /**
   * @param currency the one that prices are in
   */
  Amounts(String currency) {
    this.currency = currency;
  }

  List<Amount> in(String text) {
    List<Amount> amounts = new ArrayList<>();
    Matcher matcher = AMOUNT.matcher(text);
    while (matcher.find()) {
      BigDecimal value = value(matcher);
      boolean price = value.compareTo(TOO_MUCH) < 0;
      amounts.add(
          new Amount(
              matcher.start(), matcher.end(), value, price ? kind(matcher, text) : Kind.OTHER));
    }
    return amounts;
  }

  private Kind kind(Matcher amount, String text) {
    String sign = amount.group("sign");
    String unit = amount.group("unit");
    if (sign == null && unit == null) {
      return isOther(text, amount.end()) ? Kind.OTHER : Kind.BARE;
    }
    return isOurs(sign) && isOurs(unit) ? Kind.PRICE : Kind.OTHER;
  }

  private static boolean isOther(String text, int end) {
    return OTHER_UNIT.matcher(text).region(end, text.length()).lookingAt();
  }

  private boolean isOurs(@Nullable String money) {
    return money == null
        || CURRENCIES.entrySet().stream()
            .filter(names -> money.matches("(?i)" + names.getKey()))
            .anyMatch(names -> names.getValue().contains(currency));
  }

  private static BigDecimal value(Matcher amount) {
    BigDecimal number = new BigDecimal(amount.group("number").replace(",", ""));
    String scale = amount.group("scale");
    if (scale == null) {
      return number;
    }
    return number.movePointRight(scale.endsWith("万") ? 4 : 3);
  }

  /** A pattern in which blanks are there for the reader; {@code \s} is a blank of the text. */
  static Pattern words(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);
  }

  private static String spaced(String pattern) {
    return pattern.replace(" ", "\\s");
  }

  private static List<String> longestFirst(Set<String> patterns) {
    return patterns.stream()
        .sorted((one, other) -> Integer.compare(other.length(), one.length()))
        .toList();
  }

  private static Map.Entry<String, Set<String>> names(String pattern, String... currencies) {
    return Map.entry(pattern, Set.of(currencies));
  }
}
