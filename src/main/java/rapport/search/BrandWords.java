package rapport.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.chat.Colour;
import rapport.words.Brands;

/** What the words beside a brand's name say about it. */
final class BrandWords {
  /** Why a brand is named. */
  enum Sense {
    WANTED,
    UNWANTED,
    /** The thing must go with one of that brand, or be compared with it. */
    FITTED,
    UNSAID
  }

  static final Pattern OF = Pattern.compile("牌?的|[以之]?外的?");

  private static final String DETERMINERS =
      "(?: \\s (?: my | the | an? | our | his | her | their | this | old | new | most | other | some | every | all ) ){0,2}";

  /**
   * Denials that deny nothing: "is it not a Sony", "there is no Sony", "doesn't have to be Sony".
   */
  private static final String VOID =
      """
      \\b (?:is|are|was)\\s(?:it|this|that|they|these)\\s not | \\b why\\s not
        | \\b not\\s (?:only|just) | \\b if\\s not
        | \\b (?: is | are | have | has | there's ) \\s no
        | (?:N'T|\\bnot)\\s(?:have|need)\\sto\\sbe | N'T\\s(?:mind|care\\sabout)
        | 是不是 | 用不用 | 不一定要? | 不仅 | 不只是?
      """;

  private static final String UNWANTED =
      """
      \\b not | (?:i\\s)? (?: N'T | do\\snot ) \\s (?: want | like | need | trust | show\\sme
        | give\\sme | recommend | buy | be ) | \\b (?:is|are|was|were)n't
        | \\b no | \\b non | \\b (?: except(?:ing|\\sfor)? | excluding | exclude | besides
        | without | avoid(?:ing)? | hates? | skip
          | neither | nor | nothing | none )
        | \\b other (?: \\s brands? )? \\s than | \\b (?: any\\w* | every\\w* | all
        | brand ) \\s but | \\b (?: apart | aside ) \\s from
        | \\b (?: instead\\sof | rather\\sthan )
      """;

  private static final String UNWANTED_CHINESE =
      """
      (?: (?<! 要 ) 不要 | 不用 | 别 ) 再? (?: 给我 )? (?: 推荐 | 看 | 买 | 要 | 来 )? | 不想[要买]? | 不买 | 不喜欢
        | 不考虑 | 不看 | 不选 | 不含 | 不包括 | 不是 | 非
        | 除了 | 除去 | 除开 | 除 | 排除 | 讨厌 | 避开 | 拒绝
      """;

  private static final String FITTED =
      """
      \\b (?<! looking\\s | look\\s | search\\s | searching\\s | shopping\\s | shop\\s
        | hunting\\s | asking\\s | market\\s | prices?\\s
          | deals?\\s | offers?\\s | options\\s | pay\\s ) for
        | \\b (?: fits? | fitting | suits? | with | to | onto | into | than | vs\\.? | versus
        | via | my | our | his | her
          | supports? | using | against | replaces? | match(?:es)? | connects? | pairs? )
        | (?<! 'd\\s | would\\s | \\bi\\s | \\bwe\\s ) \\b like
        | \\b (?: works? | use | used | runs? | install | play | mount ) \\s (?:\\w+\\s)? on
        | \\b (?: switch(?:ing)? | upgrad(?:e|ing) | moving | coming | different
        | transfer ) \\s from
        | \\b i (?: 've | \\shave | \\sown | \\sbought | \\sgot | 've\\sgot | \\salready\\shave )
      """;

  private static final String FITTED_CHINESE =
      """
      适用于? | 适合 | 适配 | 兼容 | 支持 | 配套? | 搭配 | 匹配 | 用于 | 用在 | 连接? | 连上 | 接 | 给 | 通用 | 像 | 类似于? | 比
        | 跟 | 与
        | 我的 | 我家的? | 我用的是? | 我有一?[个台部只]? | 插 | 装 | 套 | 不如 | 还是
      """;

  /** These join the brand to its thing, and are nothing to look for. */
  private static final String JOINED =
      """
      \\b (?: from | by | brands? (?:\\s(?:is|of))? | makers? | manufacturers? | made\\sby | only
        | just )
      """;

  private static final String WISHED =
      """
      \\b (?: prefer(?:ably|red|ring|s)? | ideally | wants? | show\\sme | (?:what|how)\\sabout
        | would\\slike ) | 'd\\slike
      """;

  private static final String WANTED_CHINESE =
      "(?: 只要 | 只看 | 只买 | 就要 | 想要 | 想买 | 要买 | 要 | 买 | 来[个一]?[个台部双件款]? | 选 | 喜欢 | 偏好 | 指定 | 换成 | 换 | 最好是 ) \\s?";

  /** The words that may stand before a brand, to its start. */
  static final Phrase BEFORE =
      Phrase.of(
          """
          (?: (?<void> (?: VOID ) (?: [\\s-] (?: an? | the | any | from | by ) ){0,2} \\s? )
            | (?<unwanted> (?: UNWANTED ) (?: [\\s-] (?: an? | the | any | anything | something
            | ones? | brand | made | by
                | from | of | be | it | to\\sbe ) ){0,3} [\\s-] | (?: NO_CHINESE ) (?: 任何 | 那些
                | 这些 | 什么 | 那个 | 带 | 跟 )? )
            | (?<fitted> (?: FITTED ) DETERMINERS \\s | (?: FIT_CHINESE ) \\s? )
            | (?<joined> (?: JOINED ) (?: \\s (?: an? | the | some | from | by ) ){0,2} (?: \\s
            | \\s?[:=]\\s? )
              | (?: 品牌[是为:]? | 牌子[是:]? ) \\s? )
            | (?<wished> (?: WISHED ) (?: \\s (?: an? | the | some | something | from
            | by ) ){0,2} \\s | YES_CHINESE )
          ) $
          """
              .replace("VOID", VOID)
              .replace("UNWANTED", UNWANTED)
              .replace("NO_CHINESE", UNWANTED_CHINESE)
              .replace("FITTED", FITTED)
              .replace("FIT_CHINESE", FITTED_CHINESE)
              .replace("YES_CHINESE", WANTED_CHINESE)
              .replace("JOINED", JOINED)
              .replace("WISHED", WISHED)
              .replace("DETERMINERS", DETERMINERS));

  private static final String ACCESSORY =
      """
      cases? | covers? | chargers? | cables? | straps? | bands? | protectors? | skins? | mounts?
        | holders? | docks? | adapters?
        | batter(?:y|ies) | inks? | toners? | cartridges? | refills? | filters? | sleeves? | stands?
      """;

  /** "HP compatible toner", "Samsung phone case": something else's brand. */
  static final Pattern FITTED_AFTER =
      Phrases.words(
          """
          [\\s-] (?: compatible | certified | approved | homekit | carplay | style | lookalike )\\b
          | \\s (?: (?: galaxy | iphone | ipad | macbook | airpods | smart )\\s )? (?: \\w+\\s )?
              (?: phones? | smartphones? | mobile | watch | tablets? | printers? | iphone | ipad
                | galaxy | macbook | airpods | laserjet | deskjet )
              (?: \\s [a-z\\d]+ ){0,2} \\s (?: ACCESSORY )\\b
          | \\s laptops? \\s (?: chargers? | batter(?:y|ies) | adapters? | docks? )\\b
          | (?: 手机 | 平板 | 手表 | 手环 | 电脑 | 笔记本 | 耳机 | 打印机 | 相机 | 游戏机 | 电视 )? (?: 能用 | 可用 | 可以用 | 用的
          | 专用 | 适用 | 通用 | 兼容 | 用户 )
          | 的? (?: 差不多 | 一样 | 类似 | 同款 | 平替 )
          | \\s? (?: [a-z\\d]+ \\s? )? (?: 手机 | 平板 | 手表 | 手环 | 电脑 | 笔记本 | 耳机 | 打印机 | 相机 | 游戏机
          | 电视 ) [^,，。;；\\s]{0,4}?
              (?: 壳 | 套 | 膜 | 充电器 | 充电线 | 充电头 | 数据线 | 支架 | 挂架 | 表带 | 腕带 | 墨盒 | 硒鼓 | 电池 | 配件 | 挂绳
                | 贴纸 | 遥控器 )
          """
              .replace("ACCESSORY", ACCESSORY));

  /** 华为以外的. */
  static final Pattern UNWANTED_AFTER = Phrases.words("(?: [以之]外 | 除外 ) 的?");

  /** Words that only say that the name was a brand's. */
  static final Pattern NAMED_AFTER =
      Phrases.words(
          """
          (?:'s)? [\\s-] (?: brand(?:ed)? | only | made | preferred | preferably | please )\\b
          | \\s? (?: 牌子? | 品牌 | 这个牌子 | 家 | 旗下 | 出 | 生产 | 制造 | 官方 )? 的 (?! 质量 | 售后 | 客服 | 保修 | 官网
          | 口碑 | 服务 | 系统 | 账号 | 味道 )
          | \\s? (?: 牌子? | 品牌 | 呢 | (?: 都 | 也 | 就 ) (?: 行 | 可以 ) )
          """);

  /** Words after a brand that are not the thing itself. */
  private static final Pattern THING =
      Phrases.words(
          """
          (?:'s)? [\\s] (?! (?: is | are | was | were | be | been | am | has | have | had | do
            | does | did | can | could | will | would
              | should | shall | may | might | must | and | or | but | nor | for | with | without
              | in | on | at | to | from | by | of | as | if
              | that | which | who | whose | when | where | why | how | what | than | then | vs
              | versus | under | over | below | above
              | between | around | about | less | more | cheaper | better | best | worse | good
              | great | bad | worth | ok | okay | not | no | yes
              | please | pls | thanks | the | an? | my | your | our | their | this | these
              | those | its? | i | you | we | they | he | she
              | there | here | up | down | out | off | again | still | also | too | either
              | neither | both | same | available
              | pay | stores? | music | id | care | account | support | warranty | services?
              | customer | assistant | play | alexa
              | makes? | made | sells? | offers? | works? | fits? | costs? | prices? | pricing
              | comes? | lasts? | ships? | shipping
              | released? | recommended | like | so | because | any | anything | one-year
              | wants? | juice | cider | pie | sauce | vinegar
              | trees? | peelers? | corers? | slicers? )\\b ) [\\p{L}\\d"]
          | \\s? (?! [和或跟与及有是在能可怎好还不也都多少贵吧啊行吗么哪什比为以要会就但而只给对用通] | 支持 | 官网 | 客服 | 售后 | 保修 | 质量 | 口碑
              | 专卖店 | 旗舰店 | 便宜 | 公司 | 集团 | 股票 | 总部 | 最近 | 之间 | 以内 ) \\p{IsHan}
          | (?<=\\p{IsHan}) \\s? [a-z\\d]
          """);

  /** Brands within products of others: "Intel laptop". */
  private static final Phrase PART =
      Phrase.of("(?: intel | amd | nvidia | qualcomm | 英特尔 | 高通 ) $");

  private static final Pattern HOST =
      Phrases.words(
          "\\b (?: laptops? | notebooks? | computers? | pcs? | desktops? | tablets? | phones? | core )\\b | 笔记本 | 电脑 | 手机 | 主机");

  /** Words that a brand is also called by; these must be written as the catalogue writes them. */
  private static final Pattern EVERYDAY =
      Phrases.words(
          """
          act | arctic | always | best | boss | buffalo | cherry | chief | clear | coach | crest
            | denver | diesel | dove | equip | fossil
          | gap | global | guess | integral | jumbo | master | nest | next | north | one
          | origins | peach | princess | ring | sharp
          | shuttle | sky | smart | speck | square | target | tide | trust | vans | visa | focus
          | fresh | pure | natural | simple | real
          """);

  private static final Pattern EDIBLE =
      Phrases.words("[汁醋树味派干酱酥片肌核削切泥皮园糖香花茶] | 粥 | 饭 | 糕 | 锅巴 | 辣 | 椒 | 酒 | 糠 | 面 | 粒 | 油");
  private static final Phrase PRAISE = Phrase.of("[精优完甜俊唯审柔健秀壮华最更很这么那] $");

  private BrandWords() {}

  static Sense before(Matcher before) {
    if (before.group("unwanted") != null) {
      return Sense.UNWANTED;
    }
    if (before.group("fitted") != null) {
      return Sense.FITTED;
    }
    return before.group("void") == null ? Sense.WANTED : Sense.UNSAID;
  }

  /** "Sony headphones", 索尼耳机, but not "Sony is" and not "Intel laptop". */
  static boolean isBeforeThing(String text, int start, int end) {
    return Phrases.startsAt(THING, text, end)
        && !(PART.endsAt(text, end) && Phrases.isNear(HOST, text, start));
  }

  /** Whether {@code mention} is an ordinary word: "sharp knives", 苹果汁, 精美的. */
  static boolean isWord(String text, Brands.Mention mention) {
    String name = text.substring(mention.start(), mention.end());
    if (name.equals("苹果") || name.equals("小米")) {
      return Phrases.startsAt(EDIBLE, text, mention.end());
    }
    if (name.equals("美的")) {
      return PRAISE.endsAt(text, mention.start()) || text.startsWith("东西", mention.end());
    }
    return isEveryday(name) && !isWritten(text, mention, name);
  }

  private static boolean isEveryday(String name) {
    return EVERYDAY.matcher(name).matches()
        || Colour.mentions(name).stream()
            .anyMatch(colour -> colour.start() == 0 && colour.end() == name.length());
  }

  /** As the catalogue writes it, with a capital that no sentence's start explains. */
  private static boolean isWritten(String text, Brands.Mention mention, String name) {
    return mention.start() > 0
        && name.equals(mention.brand())
        && Character.isUpperCase(name.charAt(0))
        && text.chars().anyMatch(Character::isLowerCase);
  }
}
