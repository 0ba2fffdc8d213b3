package rapport.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the words around an amount say about it.
 *
 * @param start where they begin, or the amount's own start
 * @param end where they end, or the amount's own end
 */
record Comparison(Sense sense, int start, int end) {
  /** The three ways to limit a price. */
  enum Sense {
    AT_MOST,
    AT_LEAST,
    ABOUT
  }

  /** "Not under 50" is at least 50; "is it not under 50?" is nothing. */
  private static final Phrase BEFORE =
      Phrase.of(
          """
          (?: (?<void> (?: \\b(?:is|are|was|isn't|aren't)\\s(?:it|this|that|they|these|those)\\s(?:not\\s)? (?:priced\\s)?
                  | (?:N'T|\\bnot)\\s(?:have|need)\\sto\\s(?:be|cost)\\s
                  | N'T\\s(?:care|matter|mind)\\s if\\s (?:\\w+\\s){0,2}
                  )
                (?: under | below | over | above | (?:less|lower|more|higher|cheaper)\\sthan | 低于
                  | 高于 | 超过 )
                | 不(?:用|必|一定要?)(?:在|是)? (?: 低于 | 高于 | 超过 )? )
            | (?<money> \\b cheaper\\sthan
                | \\b (?: budget | limit ) (?: \\s(?:is|of|max|limit|up\\sto) | : ){0,3}
                | \\b (?: spend | (?:to|can|will|would) \\s pay
                | 'll \\s pay ) (?: \\s(?:only|just|max|at\\smost|up\\sto) )?
                | (?:只|就)?(?:想|能|打算)花 | 预算 (?:不超过|最多|在|是|为|有|只有)? | 控制在 | 便宜 [于过] | 上限 (?:是|为)? )
            | (?<most> NOT FILL{0,6} \\s (?: over | above | beyond | exceed(?:ing|s)?
            | (?:more|higher|greater)\\sthan )
              | \\b (?: under | below | (?:less|lower)\\sthan | up\\sto | at\\smost | within
              | max (?: \\. | imum )? (?: \\s price )? (?: \\s (?: of | is ) | : )? | sub[\\s-] )
              | <=? | ≤ | (?:别|不要|不能|不想|不可以?|不得|不会|不应该?|不) (?:超过?|高于|大于|多于|贵[于过])
              | 低于 | 少于 | 小于 | 不到 | 不足 | (?: 最多 | 最高 | 顶多 | 至多 ) (?: 价格? | 价位 | 预算 )? (?: 是
              | 为 )? (?: 只?能 | 可以 )? (?: 花 | 出 | 给 | 接受 )? | 最贵不?超?过? )
            | (?<least> NOT FILL{0,6} \\s (?: under | below | (?:less|lower|cheaper|fewer)\\sthan )
              | (?<! n't\\s ) \\b (?: over | above | (?:more|higher)\\sthan | at\\sleast
              | upwards\\sof | starting\\s(?:at|from)
                | min (?: \\. | imum )? (?: \\s price )? (?: \\s (?: of | is ) | : )? )
              | >=? | ≥ | (?:别|不要|不能|不想|不得|不) (?:低于|少于|小于) | 高于 | 超过 | 大于 | 至少 | 起码 | 最低 | 最少 )
            | (?<about> (?<! how\\s
            | what\\s ) \\b (?: budget \\s (?:(?:is|of)\\s)? )? (?: around | about | roughly
            | approximately | approx\\.? | near | circa )
                (?: \\sthe )? | (?: 预算 | 价格 | 价位 )? (?: 大约 | 大概 | 差不多 | 约 ) )
          ) \\s? $
          """
              .replace(
                  "NOT",
                  "(?: \\b not | (?:i\\s)? N'T | \\b cannot | \\b never | \\b nothing | \\b without | \\b no (?: \\s[a-z]+ )? )")
              .replace(
                  "FILL",
                  """
                  (?: \\s (?: want | wanna | like | wish | going | willing | able | looking | to
                    | spend(?:ing)? | pay(?:ing)?
                    | cost(?:s|ing)? | go | be | priced? | anything | something | it | much ) )\
                  """));

  private static final Pattern AFTER =
      Phrases.words(
          """
          \\s? (?:
              (?<most> or\\s(?:less|under|below|cheaper|lower)\\b | max (?:imum)?\\b
                | at\\s(?:the\\s)?most\\b | tops\\b | budget\\b
                | (?:left\\s)?to\\sspend\\b | [以之][下内] | 内 (?! 存 ) | 封顶 | 不到 | (?:能|可以)买到?
                | (?<= 比\\d{1,6} | 比\\d{1,6}[元块] ) (?:更|还|要)? 便宜 )
            | (?<least> or\\s(?:more|above|over|higher)\\b | and\\s(?:up|above|over)\\b | \\+
            | 及?以上 | 之上 | 往上 | 起步? )
            | (?<about> or\\sso\\b | -?ish\\b | range\\b | mark\\b | 左右 | 上下 | 的?样子 )
          ) 的?
          """);

  private static final Pattern OF = Pattern.compile("的");

  /** Numbers after these are measures, times or names, not prices. */
  private static final Phrase MEASURED =
      Phrase.of(
          """
          (?: \\b (?: sizes? | ages? | aged | ratings? | rated | heights? | weigh(?:s|t|ing)?
            | widths? | lengths? | power | wattage
              | storage | capacity | screen | speed | spf | level | quantity | resolution
              | open(?:s|ing)? | clos(?:e|es|ing) | arriv\\w+
              | deliver\\w* | ship\\w* | starts? | come | call | walk | turn | meet | page
              | number | model | version )
              (?: \\s (?: is | are | it | at | be | of | me ) ){0,2}
            | 尺码 | 尺寸 | 码数 | 评分 | 年龄 | 身高 | 体重 | 身[高长] | 重量 | 容量 | 功率 | 内存 | 电量 | 续航
            | 型号 ) :? \\s? $
          """);

  /** "iPhone 15 Max" is no budget, and "ages 8 or less" is none either. */
  private static final Phrase NAMED =
      Phrase.of(
          """
          \\b (?: iphone | ipad | galaxy | pixel | pro | note | mate | redmi | mi | series
            | model | version | air
            | airpods | watch | of ) \\s $
          """);

  /** What {@code text} says about {@code amount}; null: nothing that makes it a limit of prices. */
  static @Nullable Comparison of(Amount amount, String text) {
    return switch (amount.kind()) {
      case PRICE -> ofPrice(amount, text);
      case BARE -> ofBare(amount, text);
      case OTHER -> null;
    };
  }

  private static @Nullable Comparison ofPrice(Amount amount, String text) {
    Matcher before = BEFORE.before(text, amount.start());
    if (before == null) {
      return after(amount, text);
    }
    return before.group("void") == null ? whole(before, amount, text) : null;
  }

  /** "Under 50" is a price; "under 50 sockets" and "8 and up" are not, but "200以下" is. */
  private static @Nullable Comparison ofBare(Amount amount, String text) {
    Matcher before = BEFORE.before(text, amount.start());
    if (before == null) {
      return ofBareBefore(amount, text);
    }
    boolean price =
        before.group("void") == null
            && !MEASURED.endsAt(text, before.start())
            && (before.group("money") != null || Phrases.isEnd(text, amount.end()));
    return price ? whole(before, amount, text) : null;
  }

  private static @Nullable Comparison ofBareBefore(Amount amount, String text) {
    Comparison after = after(amount, text);
    if (after == null || MEASURED.endsAt(text, amount.start())) {
      return null;
    }
    if (isChinese(text.substring(amount.end(), after.end()))) {
      return after;
    }
    boolean most = after.sense == Sense.AT_MOST && !NAMED.endsAt(text, amount.start());
    return most && Phrases.isEnd(text, after.end()) ? after : null;
  }

  private static boolean isChinese(String words) {
    return words.codePoints().anyMatch(Character::isIdeographic);
  }

  /** Words on both sides make one phrase: "不超过200元以下的", "预算200左右". */
  private static Comparison whole(Matcher before, Amount amount, String text) {
    Comparison after = after(amount, text);
    boolean about = before.group("money") != null && after != null && after.sense == Sense.ABOUT;
    int end = after == null ? Phrases.past(OF, text, amount.end()) : after.end();
    return new Comparison(about ? Sense.ABOUT : sense(before), before.start(), end);
  }

  private static @Nullable Comparison after(Amount amount, String text) {
    Matcher after = Phrases.after(AFTER, text, amount.end());
    return after == null ? null : new Comparison(sense(after), amount.start(), after.end());
  }

  private static Sense sense(Matcher words) {
    if (words.group("least") != null) {
      return Sense.AT_LEAST;
    }
    return words.group("about") != null ? Sense.ABOUT : Sense.AT_MOST;
  }
}
