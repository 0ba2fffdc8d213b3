package rapport.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads that only what can be bought now is wanted: "in stock", "available", 有现货. */
final class StockReading {
  /** A question says it once; this bounds what a hostile one costs. */
  private static final int MOST = 16;

  private static final Phrase IN_STOCK =
      Phrase.of(
          """
          (?<! not\\s | n't\\s | back\\s | never\\s | longer\\s | yet\\s | be\\s | out\\s )
            \\b (?: (?:that|which|what)\\s(?:you\\shave|is|are)\\s )? (?:currently\\s)?
            (?: (?<! not\\s | n't\\s | back\\s | never\\s | longer\\s | yet\\s | be\\s
              | when\\s ) in[\\s-]stock\\b
              | (?<! not\\s | n't\\s | never\\s | longer\\s | yet\\s | be\\s | become\\s
              | becomes\\s | when\\s )
                (?<available> available ) \\b
                (?: \\s(?:now|today|immediately|right\\snow|right\\saway|to\\s(?:buy|order)|for\\spurchase)\\b )? )
          | 有没有(?: 现货 | 货 | 库存 )
          | (?<! [没无]) 有(?: 现货 | 货 | 库存 ) 的?
          | (?<! [没无]有?) 现货 的?
          """);

  /** A question about when there will be some, or about another one than the thing. */
  private static final Phrase ASKED =
      Phrase.of(
          """
          (?: \\b (?: when | until | notify | unless | if ) \\b [^.,;!?]* | \\b why \\b [^.,;!?]*
            | \\b (?: delivery | shipping | payment | service | wrapping | refund | discount
            | coupon | warranty
                | pick-?up | support | installation | account | option
                | options ) s? \\s (?:\\w+\\s){0,3}
            | 什么时候.{0,6} | 啥时候.{0,6} | 何时.{0,6} | 几时.{0,6} | 多久.{0,6} | 几号.{0,6} ) $
          """);

  /** "Available colours", "available in red": what there is of it, not whether there is any. */
  private static final Pattern OF_ITS_KIND =
      Phrases.words(
          """
          \\s (?: in | for | at | from | as | on | with | until | again | soon | only | later
            | next | tomorrow
            | via | through | near
            | colou?rs? | sizes? | options? | payments? | deliver\\w* | shipping | discounts?
            | services?
            | methods? | versions? | models? | support ) \\b
          """);

  private static final Pattern TELL_ME =
      Phrases.words("(?: 了 | 时 | 后 | 的话 )? (?: 请 | 再 )? (?: 通知 | 告诉 | 提醒 | 叫 )");

  private StockReading() {}

  static void read(Reading reading) {
    Matcher stock = IN_STOCK.find(reading.text, 0);
    for (int i = 0; stock != null && i < MOST; i++) {
      if (isDemand(reading, stock)) {
        reading.demandStock();
        reading.cut(stock.start(), stock.end());
        return;
      }
      stock = IN_STOCK.find(reading.text, stock.end());
    }
  }

  private static boolean isDemand(Reading reading, Matcher stock) {
    return reading.isFree(stock.start(), stock.end())
        && !ASKED.endsAt(reading.text, stock.start())
        && !Phrases.startsAt(TELL_ME, reading.text, stock.end())
        && !(stock.group("available") != null
            && Phrases.startsAt(OF_ITS_KIND, reading.text, stock.end()));
  }
}
