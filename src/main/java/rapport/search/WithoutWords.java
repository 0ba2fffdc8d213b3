package rapport.search;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that deny a thing's part or material, and the parts and materials that are denied. */
final class WithoutWords {
  static final Phrase DENIAL =
      Phrase.of(
          """
          (?<without> \\b without (?:\\s(?:an?|any|the|its|all))? \\s
            | \\b (?:that|which)\\s(?:does|do)(?:n't|\\snot)\\s(?:have|contain|include|use|need|require|come\\swith)
              (?:\\s(?:an?|any|the))? \\s | \\b free\\s(?:of|from)\\s
                | \\b (?:that|which)\\s(?:has|have)\\sno\\s )
          | (?<no> \\b (?: with\\s )? no\\s )
          | (?<not> \\b not\\s (?: (?:made\\s)? (?:of|from|in|with)\\s )? (?: an?\\s | any\\s )?
          | \\b (?:i\\s)? (?: don't | do\\snot | didn't | doesn't ) \\swant\\s (?: any\\s
          | an?\\s | it\\s(?:in|with|made\\sof)\\s )? | \\banything\\sbut\\s )
          | (?<lacks> 不含有? | 不带有? | 不要(?:带|含|有) | 不添加 | 无添加 | 不加 )
          | (?<refused> (?<! 要 ) 不要 | 别要 )
          | (?<none> (?<! 有 ) 没有? | (?<! 是 ) 不是 | 非 )
          """);

  private static final String FEATURES =
      """
      (?: artificial\\s(?:sweeteners?|flavou?rs?|colou?rs?) | added\\ssugar | palm\\soil
        | touch\\s?screens? | noise[\\s-]cancell?(?:ing|ation)
        | home\\sbutton | faux\\s(?:leather|fur) | leather | suede | fur | wool | polyester
        | cotton | nylon | silk | linen | latex | rubber | plastic
        | metal | steel | alumini?um | glass | wood | wooden | bamboo | synthetics? | bluetooth
        | wireless | wired | wi-?fi | rgb | refurbished
        | used | second-?hand | scented | perfumed | electric | gluten | dairy | nuts | peanuts
        | sugar | lactose | alcohol | caffeine | parabens?
        | sulfates? | sulphates? | silicones? | fragrances? | perfume | nickel | bpa | meat
        | gelatine? | soy | zips? | zippers? | hoods? | logos? | lace
        | sleeves? | mic | mics | microphones? | cameras? | cables? | cords? | wires | remote
        | buttons | pockets | straps? | lids? | handles? | wheels
        | batter(?:y|ies) | screens? | lights? | laces | heels | frames? | print | pattern
        | underwire | padding | lining | msg )
      """;

  private static final String FEATURES_CHINESE =
      """
      (?: 人造革 | 反式脂肪 | 咖啡因 | 防腐剂 | 荧光剂 | 添加剂 | 摄像头 | 麦克风 | 蔗糖 | 酒精 | 蓝牙 | 香精 | 香料 | 乳糖 | 麸质 | 坚果
        | 花生 | 牛奶 | 硅油 | 甲醛
        | 皮质 | 皮革 | 真皮 | 牛皮 | 羊皮 | 塑料 | 塑胶 | 金属 | 木头 | 实木 | 木质 | 玻璃 | 羊毛 | 化纤 | 涤纶 | 纯棉 | 尼龙 | 乳胶
        | 橡胶 | 毛领 | 帽子 | 拉链 | 扣子
        | logo | 标志 | 印花 | 图案 | 花纹 | 蕾丝 | 话筒 | 屏幕 | 触屏 | 电池 | 盖子 | 无线 | 有线 | 遥控 | 灯光 | 指纹 | 味精
        | 辣椒 | 香味 | 二手 | 翻新 | 轮子 | 口袋
        | 色素 | 糖 | 奶 | 皮 | 毛 | 棉 | 帽 | 盖 | 线 | 灯 | 辣 )
      """;

  /** A part or material that is known to be one. */
  static final Pattern KNOWN =
      Phrases.words(
          "(?<thing> EN (?! [\\w-] ) | ZH ) 的?"
              .replace("EN", FEATURES)
              .replace("ZH", FEATURES_CHINESE));

  /** 不要盖的, but not 不要盖章. */
  private static final Pattern KNOWN_WHOLE =
      Phrases.words(
          "(?<thing> ZH ) (?: 质?的 | (?= \\s? (?: $ | [,，。.!！?？;；、和或] ) ) )"
              .replace("ZH", FEATURES_CHINESE));

  private static final Pattern KNOWN_OF =
      Phrases.words("(?<thing> ZH ) 的 (?! [吗么呢吧嘛] )".replace("ZH", FEATURES_CHINESE));

  private static final String STOP =
      """
      (?: problems? | ideas? | thanks? | more | less | longer | matter | need | one | ones | rush
        | preferences? | brands? | limits? | budget | interest
        | fees? | costs? | charges? | reply | answers? | response | delivery | shipping
        | returns? | receipts? | invoices? | way | reasons? | doubt
        | questions? | stock | luck | worries | hurry | good | bad | big | deal | clue | such
        | other | issues? | chance | point | money | time | yes | please
        | i | we | it | they | you | he | she | the | an? | that | this | them | those | these
        | to | just | only | not | but | and | or | under | over | above
        | below | cheaper | expensive | warranty | tracking | confirmation | e?mail | orders?
        | refund | results? | products? | items? | pictures? | images?
        | reviews? | higher | lower | greater | fewer | later | earlier | sooner | max | min
        | specific | particular | name | account | registration
        | registering | signing | login | box | packaging | tags? | paying | opening | having
        | going | buying | losing | using | breaking | being | getting
        | making | damaging | leaving | needing | logging | calling | waiting | looking
        | spending | washing | credit | delay | contract | tax | taxes
        | vat | duty | subscription | help | charge | any | anything | something | colou?r | size
        | price | too | very | so | sure | available | in | on | for | with
        | working | cheap )\\b
      """;

  /** Any few words up to the end of the thought. */
  private static final Pattern ANY =
      Phrases.words(
          "(?! STOP ) (?<thing> [a-z][a-z-]+ (?: \\s (?! STOP ) [a-z][a-z-]+ ){0,2}? ) (?= END )"
              .replace("STOP", STOP)
              .replace("END", Phrases.END));

  private static final Pattern ANY_ONE =
      Phrases.words("(?! STOP ) (?<thing> [a-z][a-z-]+ )".replace("STOP", STOP));

  /** "Keyboard no numpad", where nothing follows. */
  private static final Pattern LAST =
      Phrases.words(
          "(?<= \\w \\s no \\s ) (?! STOP | sense | difference ) (?<thing> [a-z][a-z-]+ ) (?= \\s? (?: $ | [.,;!] ) )"
              .replace("STOP", STOP));

  private static final Pattern ANY_CHINESE =
      Phrases.words(
          """
          (?! [紧了钱客急骗忘问再给太超高低多少贵大小那这你我它他发寄送放新旧最别点让买退换便啊吧嘛哦税] | 包装 | 其他 | 什么 | \\p{IsHan}{1,3}色 )
            (?<thing> [\\p{IsHan}a-z]{1,4}? ) (?: 的 | (?= \\s? (?: $ | [,，。.!！?？;；、和或] ) ) )
          """);

  /** "There is no …", "why not …", "is it not …": statements and questions, not demands. */
  private static final Phrase STATED =
      Phrase.of(
          """
          (?: \\b (?: (?<! that\\s | which\\s ) (?: is | are | was | has | have | had ) | it's
            | there's | got | why | says? | see )
                (?: \\s (?:it|this|that|they|there|these|those) )? \\s
            | 为什么 | 怎么 ) $
          """);

  /** What sets a demand apart from the thing before it. */
  private static final Phrase APART =
      Phrase.of("(?: [,;:.] \\s? | \\b (?: and | but | please ) \\s ) $");

  private WithoutWords() {}

  /** How the things may be named that {@code denial} denies, the likelier first. */
  static List<Pattern> things(Matcher denial, String text) {
    if (STATED.endsAt(text, denial.start())) {
      return List.of();
    }
    if (denial.group("without") != null) {
      return List.of(ANY, ANY_ONE, KNOWN);
    }
    if (denial.group("no") != null) {
      boolean apart = denial.group().startsWith("with") || APART.endsAt(text, denial.start());
      return apart ? List.of(KNOWN, ANY) : List.of(KNOWN, LAST);
    }
    if (denial.group("not") != null) {
      return List.of(KNOWN);
    }
    if (denial.group("lacks") != null) {
      return List.of(KNOWN, ANY_CHINESE);
    }
    boolean refused = denial.group("refused") != null || denial.group().equals("非");
    return refused ? List.of(KNOWN_WHOLE, ANY_CHINESE) : List.of(KNOWN_OF);
  }
}
