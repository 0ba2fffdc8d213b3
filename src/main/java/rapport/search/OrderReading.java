package rapport.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.chat.Constraints.Order;

/** Reads which products come first: the cheapest, the dearest, the best rated. */
final class OrderReading {
  /** A question says it once; this bounds what a hostile one costs. */
  private static final int MOST = 16;

  private static final Phrase ORDER =
      Phrase.of(
          """
          \\b (?: (?<cheap> cheapest | (?: least | lowest ) [\\s-] (?: expensive | costly
            | pric(?:e[ds]?|ing) | cost )
                | most\\s(?: affordable | economical )
                | (?:(?:sort|order)(?:ed)?\\s)?(?:by\\s)?price\\slow(?:est)?\\sto\\shigh )
              | (?<dear> most\\s(?: expensive | costly ) | priciest | dearest
              | highest[\\s-]price[ds]?
                | (?:(?:sort|order)(?:ed)?\\s)?(?:by\\s)?price\\shigh(?:est)?\\sto\\slow )
              | (?<best> (?:the\\s)? (?: best | top | highest | highly | better ) [\\s-] rated
              | (?:best|top|most\\shighly)[\\s-]reviewed
                | (?: with\\s(?:the\\s)? )? (?: best | highest
                | top ) \\s (?:customer\\s|user\\s|buyer\\s)? (?: reviews? | ratings? | scores? )
                | (?: sort(?:ed)?\\s )? by\\s(?:customer\\s)?ratings? ) ) \\b
          | (?<cheapZh> 价格?(?:最低|从低到高) 的? | 最(?:便宜|低价|省钱) 的? )
          | (?<dearZh> 价格?(?:最高|从高到低) 的? | 最贵 的? )
          | (?<bestZh> (?: 评分 | 评价 | 口碑 | 好评率? | 评论 | 用户评价 ) (?:最[高好多棒佳] | 从高到低) 的?
            | 最高(?:评分|好评) 的? | 最好评 的? | 最受好评 的? | 好评度?最[高多] 的?
            | (?: 评分 | 评价 | 口碑 | 好评率? ) (?:比较|很|较)? [高好多] 的 )
          """);

  private static final Phrase DENIED =
      Phrase.of(
          """
          (?: \\b (?: not | no | never | isn't | aren't
            | N'T\\s(?:want|need) ) \\s (?:(?:necessarily|always|be|want|need)\\s)? (?:the\\s)?
            | N'T\\s (?:(?:want|need|have\\sto\\sbe|be)\\s)? (?:the\\s)?
            | \\b (?:than|except|but) \\s the\\s
            | 不要 | 不是 | 不想要 | 别 | 不一定要? | 除了 | 不用 ) $
          """);

  /** What else has a price, and limits that begin with the word for the highest. */
  private static final Pattern OTHERWISE =
      Phrases.words(
          """
          \\s (?: way | shipping | delivery | postage | courier | plan | option ) \\b | 不 | 别 | 也
            | \\d | 是?多少
          | 的? (?: 快递 | 运费 | 邮费 | 配送 | 物流 )
          """);

  private OrderReading() {}

  static void read(Reading reading) {
    Matcher order = ORDER.find(reading.text, 0);
    for (int i = 0; order != null && i < MOST; i++) {
      if (reading.isFree(order.start(), order.end())
          && !DENIED.endsAt(reading.text, order.start())
          && !Phrases.startsAt(OTHERWISE, reading.text, order.end())) {
        reading.order(named(order));
        reading.cut(order.start(), order.end());
        return;
      }
      order = ORDER.find(reading.text, order.end());
    }
  }

  private static Order named(Matcher order) {
    if (order.group("best") != null || order.group("bestZh") != null) {
      return Order.BEST_RATED;
    }
    boolean cheap = order.group("cheap") != null || order.group("cheapZh") != null;
    return cheap ? Order.CHEAPEST : Order.DEAREST;
  }
}
