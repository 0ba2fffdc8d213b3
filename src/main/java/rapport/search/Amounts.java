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

  private static final Phrase NUMBER =
      Phrase.of(
          """
          (?: (?<number> \\d{1,3} (?: ,\\d{3} )+ (?: \\.\\d{1,2} )? (?! \\d)
            | \\d++ (?: \\.\\d++ )? )
              (?: (?<scale> k (?! [a-z]) | \\s?[百千万] | \\s(?:hundred|thousand|grand)\\b ) )?
            | (?<spelt> %s ) )
          (?: [多来] (?= [块元的左] ) )?
          (?: \\s? (?<unit> %s) (?! [a-z]) )?
          """
              .formatted(SpelledNumbers.PATTERN, spaced(MONEY)));

  private static final Phrase SIGN =
      Phrase.of("(?<! [a-z0-9] | [0-9][.,] | [a-z]- ) (?: %s ) \\s? $".formatted(spaced(MONEY)));

  /** A number within a name: "WH-1000", "1.2.3". */
  private static final Pattern WITHIN = Phrases.words("(?<= [a-z0-9] | [0-9][.,] | [a-z]- )");

  /** What follows a number that counts something else, or is part of a name. */
  private static final Pattern OTHER_UNIT =
      Phrases.words(
          """
          [a-z%°"'″′+_/] | -[a-z] | [.,:]\\d | in\\b
          | [\\s-]{0,2} (?:
              kgs? | kilos? | kilograms? | g | grams? | mg | lbs? | oz | ounces? | tons?
            | mm | cm | m | meters? | metres? | km | miles? | inch | inches | ft | feet | foot
            | yards?
            | gb | tb | mb | k?hz | [mg]hz | mah | k?wh? | watts? | v | volts? | amps? | ml | cl | l
            | lit(?:er|re)s? | cups? | quarts? | gallons? | hours? | hrs? | h | minutes? | mins?
            | seconds?
            | secs? | days? | nights? | weeks? | months? | years? | yrs? | people | persons?
            | guests? | kids
            | pieces? | pcs | packs? | pages? | stars? | reviews? | db | lumens? | lm | mp
            | megapixels? | ppm
            | rpm | ports? | degrees? | percent | cents? | x\\s?\\d+ | [ap]m ) (?! [a-z])
          | \\s? (?: 英寸 | 厘米 | 毫米 | 公斤 | 公里 | 千克 | 毫升 | 小时 | 分钟 | 毫安 | 千瓦
            | [克斤米升寸瓦伏秒天周年月岁人个件只条双台部款支把张套盒包瓶袋杯层页号码星级代档种口位次度分折期倍匹孔座颗粒片本辆根点磅斗头门半样] )
          """);

  /** More than anything costs, and far less than a long holds. */
  private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000_000);

  /** A question has few; this bounds what a hostile one costs. */
  private static final int MOST = 64;

  /** Fewer than this, in words, is a count. */
  private static final int LEAST_SPELT = 10;

  private static final Pattern BARE_CHINESE = Pattern.compile("[一二两三四五六七八九]+[十百千万].*|十[一二三四五六七八九]");
  private static final Pattern EITHER =
      Pattern.compile("(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万]+");

  private final Pattern ours;

  /**
   * @param currency the one that prices are in
   */
  Amounts(String currency) {
    this.ours =
        Pattern.compile(
            CURRENCIES.entrySet().stream()
                .filter(names -> names.getValue().contains(currency))
                .map(Map.Entry::getKey)
                .reduce("(?!)", (one, other) -> one + "|" + other),
            Pattern.CASE_INSENSITIVE);
  }

  List<Amount> in(String text) {
    List<Amount> amounts = new ArrayList<>();
    Matcher number = NUMBER.find(text, 0);
    while (number != null && amounts.size() < MOST) {
      Matcher sign = sign(text, number.start(), amounts);
      if (sign != null || !Phrases.startsAt(WITHIN, text, number.start())) {
        add(amounts, number, sign, text);
      }
      number = NUMBER.find(text, number.end());
    }
    return amounts;
  }

  /** The money before a number, unless it was the unit of the one before. */
  private static @Nullable Matcher sign(String text, int number, List<Amount> amounts) {
    Matcher sign = SIGN.before(text, number);
    boolean taken = sign != null && !amounts.isEmpty() && sign.start() < amounts.getLast().end();
    return taken ? null : sign;
  }

  private void add(List<Amount> amounts, Matcher number, @Nullable Matcher sign, String text) {
    int start = sign == null ? number.start() : sign.start();
    Kind kind = kind(sign == null ? null : sign.group().strip(), number, text);
    if (number.group("spelt") == null) {
      add(amounts, number, start, value(number), kind);
    } else {
      addSpelt(amounts, number, start, kind);
    }
  }

  private static void add(
      List<Amount> amounts, Matcher matcher, int start, BigDecimal value, Kind kind) {
    boolean price = value.compareTo(TOO_MUCH) < 0;
    amounts.add(new Amount(start, matcher.end(), value, price ? kind : Kind.OTHER));
  }

  /** 三四百 are two amounts, 300 and 400, with nothing between them. */
  private static void addSpelt(List<Amount> amounts, Matcher number, int start, Kind named) {
    String spelt = number.group("spelt");
    Kind kind = named == Kind.BARE && !isBarePrice(spelt) ? Kind.OTHER : named;
    if (!EITHER.matcher(spelt).matches()) {
      add(amounts, number, start, valueOf(spelt), kind);
      return;
    }
    int second = number.start("spelt") + 1;
    amounts.add(new Amount(start, second, valueOf(spelt.charAt(0) + spelt.substring(2)), kind));
    add(amounts, number, second, valueOf(spelt.substring(1)), kind);
  }

  private static BigDecimal valueOf(String spelt) {
    return BigDecimal.valueOf(SpelledNumbers.value(spelt));
  }

  /** "One" and 十 count anything; 百 and 万 begin other words unless 元 follows. */
  private static boolean isBarePrice(String spelt) {
    boolean whole = !SpelledNumbers.isChinese(spelt) || BARE_CHINESE.matcher(spelt).matches();
    return whole && SpelledNumbers.value(spelt) >= LEAST_SPELT;
  }

  private Kind kind(@Nullable String sign, Matcher number, String text) {
    String unit = number.group("unit");
    if (sign == null && unit == null) {
      return isOther(text, number.end()) ? Kind.OTHER : Kind.BARE;
    }
    return isOurs(sign) && isOurs(unit) ? Kind.PRICE : Kind.OTHER;
  }

  private static boolean isOther(String text, int end) {
    return OTHER_UNIT.matcher(text).region(end, text.length()).lookingAt();
  }

  private boolean isOurs(@Nullable String money) {
    return money == null || ours.matcher(money).matches();
  }

  private static BigDecimal value(Matcher amount) {
    BigDecimal number = new BigDecimal(amount.group("number").replace(",", ""));
    String scale = amount.group("scale");
    if (scale == null) {
      return number;
    }
    return number.movePointRight(
        switch (scale.charAt(scale.length() - 1)) {
          case '万' -> 4;
          case '百' -> 2;
          default -> scale.contains("hundred") ? 2 : 3;
        });
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
