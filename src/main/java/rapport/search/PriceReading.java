package rapport.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Money;
import rapport.search.Amount.Kind;
import rapport.search.Comparison.Sense;

/**
 * Reads budgets. {@link Amounts} finds the numbers, {@link Comparison} what is said about one. A
 * number is a price when the catalogue's currency stands beside it, or when words of comparison do
 * and nothing that it counts: "under 50", but not "under 2 kg".
 */
final class PriceReading {
  /** "About 100" means a quarter either way. */
  private static final double ABOUT_SPREAD = 0.25;

  private static final Pattern TO = Phrases.words("\\s? (?: to\\b | [-–—~～到至] ) \\s?");
  private static final Pattern AND = Phrases.words("\\s? (?: and\\b | to\\b | [-–—~～到至和] ) \\s?");
  private static final Phrase BETWEEN = Phrase.of("(?: \\b between | 在 ) \\s? $");
  private static final Phrase MONEY =
      Phrase.of(
          """
          (?: \\b (?: budget | prices? (?:\\srange)? | priced | spend
            | pay ) (?: \\s(?:is|of|at|from|range) | : ){0,2}
            | (?: 预算 | 价格 | 价位 | 价钱 ) (?: 大概 | 大约 | 是 | 为 | 在 | 有 | : )? ) \\s? $
          """);
  private static final Phrase FROM = Phrase.of("(?: \\b (?: between | from | for ) | 在 ) \\s? $");
  private static final Pattern INSIDE =
      Phrases.words("\\s? (?: 之间 | 左右 | 以内 | 区间 ) 的? | 的 | \\sprice\\srange\\b");
  private static final Pattern ALL_INSIDE =
      Phrases.words("\\s? (?: 之间 | 区间 | \\sprice\\srange\\b )");

  private static final Pattern OF =
      Phrases.words("\\s? (?: 的 | 买 | (?<= \\p{IsHan} ) (?: $ | [,，。] ) )");

  /** 300到500的鞋子 are prices, 3到5的 are not. */
  private static final BigDecimal LEAST_BARE = BigDecimal.valueOf(100);

  /** What a shop asks money for, and gives it back for, besides things. */
  private static final Phrase POLICY =
      Phrase.of(
          """
          (?: \\b (?: orders (?! \\sto ) | (?:an|my|your|the|every|per)\\sorder
            | order\\s(?:value|total) | purchases
              | returns? | ship | deliver | refund\\w* | voucher\\w* | coupons? | gift\\scards?
              | (?:shipping|delivery) (?: \\s(?:costs?|fees?|charges?) )?
              | (?:cost|price|charge) \\s of \\s (?:shipping|delivery) ) \\b [^.,;?!]{0,24}
            | \\b if \\s (?:i|we) \\b [^.,;?!]{0,12}
            | 满 | 运费 .{0,6} | 邮费 .{0,6} | 订单 .{0,6} | 退款 .{0,6} | 消费 ) $
          """);

  private static final Pattern FREE =
      Phrases.words(
          """
          [^.,;?!]{0,12} (?: \\b free\\s(?:shipping|delivery|returns) | 包邮 | 免邮 | 免运费 | 免费送
            | 减\\d | 优惠 )
          """);

  private final Amounts amounts;
  private final int digits;

  /**
   * @param currency the catalogue's
   */
  PriceReading(String currency) {
    this.amounts = new Amounts(currency);
    this.digits = Money.digits(currency);
  }

  void read(Reading reading) {
    List<Amount> found =
        amounts.in(reading.text).stream()
            .filter(amount -> reading.isFree(amount.start(), amount.end()))
            .toList();
    if (!readRange(reading, found)) {
      found.forEach(amount -> readLimit(reading, amount));
    }
  }

  /** "Between 50 and 100", "$50-100", "50到100元". */
  private boolean readRange(Reading reading, List<Amount> found) {
    for (int i = 1; i < found.size(); i++) {
      Amount low = found.get(i - 1);
      Amount high = found.get(i);
      if (isRange(reading.text, low, high)) {
        reading.limit(low.minor(digits), high.minor(digits));
        int end = Phrases.past(INSIDE, reading.text, high.end());
        reading.cut(startOf(reading.text, low.start()), end);
        return true;
      }
    }
    return false;
  }

  private static boolean isRange(String text, Amount low, Amount high) {
    if (low.is(Kind.OTHER) || high.is(Kind.OTHER)) {
      return false;
    }
    String joint = text.substring(low.end(), high.start());
    boolean both = joint.isEmpty() || TO.matcher(joint).matches();
    boolean named = low.is(Kind.PRICE) || high.is(Kind.PRICE);
    if (both && (named || isAboutMoney(text, low, high))) {
      return true;
    }
    return BETWEEN.endsAt(text, low.start())
        && (named || Phrases.isEnd(text, high.end()))
        && AND.matcher(joint).matches();
  }

  private static boolean isAboutMoney(String text, Amount low, Amount high) {
    return MONEY.endsAt(text, low.start())
        || Phrases.startsAt(ALL_INSIDE, text, high.end())
        || (low.value().compareTo(LEAST_BARE) >= 0 && Phrases.startsAt(OF, text, high.end()));
  }

  private static int startOf(String text, int low) {
    @Nullable Matcher from = FROM.before(text, low);
    int start = from == null ? low : from.start();
    @Nullable Matcher money = MONEY.before(text, start);
    return money == null ? start : money.start();
  }

  private void readLimit(Reading reading, Amount amount) {
    Comparison comparison = Comparison.of(amount, reading.text);
    if (comparison == null
        || !reading.isOpen(comparison.sense())
        || isPolicy(reading.text, comparison)) {
      return;
    }
    long price = amount.minor(digits);
    switch (comparison.sense()) {
      case AT_MOST -> reading.limit(null, price);
      case AT_LEAST -> reading.limit(price, null);
      case ABOUT ->
          reading.limit(
              Math.round(price * (1 - ABOUT_SPREAD)), Math.round(price * (1 + ABOUT_SPREAD)));
    }
    reading.cut(comparison.start(), comparison.end());
  }

  /** "Free shipping over 50" is a question about the shop. */
  private static boolean isPolicy(String text, Comparison comparison) {
    return POLICY.endsAt(text, comparison.start())
        || (comparison.sense() == Sense.AT_LEAST && Phrases.startsAt(FREE, text, comparison.end()));
  }
}
