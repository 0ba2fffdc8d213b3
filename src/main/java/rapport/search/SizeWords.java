package rapport.search;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapport.words.Sizes;

/** How sizes are named, and what the words beside a measure say. */
final class SizeWords {
  private static final String VALUE =
      "(?: \\d{1,3}(?:\\.\\d)?[a-h]{0,3} | [2-6]xl | x{1,3}[sl] | [sml] | small | medium | (?:x-|extra[\\s-])?large | extra[\\s-]small )";

  private static final String LETTERS = "(?: [2-6]xl | x{1,3}[sl] | [sml] )";
  private static final String LARGE = "(?: [2-6]xl | xx{1,2}[sl] )";

  private static final String CLOTHES =
      """
      (?: t-?shirts? | tees? | shirts? | hoodies? | sweaters? | sweatshirts? | jumpers?
        | jackets? | coats? | dress(?:es)? | pants | trousers
        | jeans | shorts | skirts? | leggings | gloves | tops? | blouses? | vests? | polos?
        | bras? | underwear | socks | helmets? | pyjamas
        | pajamas | tracksuits? | blazers? | cardigans? | parkas? | joggers | suits? | shoes?
        | boots | sneakers | trainers | sandals | heels )\\b
      """;

  static final Pattern VALUES = Phrases.words("(?<! [a-z\\d.-] ) " + VALUE + " (?! [a-z\\d] )");

  static final Phrase NAMED =
      Phrase.of(
          """
          \\b (?:in\\s(?:an?\\s)?)? sizes? (?: \\s(?:is|of)
            | \\s?[:=] )? \\s? (?:an?\\s)? (?: (?:us|uk|eu|eur) \\s? )?
            (?<sized> VALUE (?: (?: ,\\s? | \\s? / \\s?
              | \\s(?:or|and)\\s ) VALUE ){0,4} ) (?! [\\w'"%] | \\.\\d | -[\\da-z] | \\s?UNIT )
          | (?<! ['\\w-] ) (?: in\\s(?:an?\\s)? (?<in> LETTERS (?:\\sor\\sLETTERS)? | small
          | medium | large | extra[\\s-]large ) (?! [\\w'.-]\\w )
                (?: \\ssize\\b )? )
          | (?<! ['\\w-] ) (?<! \\d\\s ) (?<before> LETTERS ) (?: \\s size\\b
          | (?= \\s (?:[a-z]+\\s)?? CLOTHES ) )
          | CLOTHES \\s (?:in\\s)? (?<after> LETTERS (?:\\sor\\sLETTERS)? ) (?! [\\w'-] )
          | (?<! [\\w'-] | hp\\s ) (?<large> LARGE ) (?! [\\w'-] | \\s?[码号] )
          | \\b (?: (?: eu | uk | (?-i: US ) ) \\s? | in \\s (?= 3[4-9]
          | 4\\d ) ) (?<shoe> \\d{1,2}(?:\\.5)? ) (?! [\\w.] )
          | (?: 尺码 | 码数 | 鞋码 | 尺寸 ) \\s? (?: 是 | 为 | 要 | 选
          | : )? \\s? (?<chinese> VALUE ) (?! [a-z\\d."寸厘毫米英公] ) \\s? [码号]? 的?
          | (?<! [a-z\\d.-] ) (?<coded> (?: VALUE \\s? [码号]? \\s? (?: 、 | / | 或者?
          | 和 ) )? (?: \\d{2,3}(?:\\.5)? | LETTERS ) ) \\s?
              (?: 码 (?! [数头] ) | (?: (?<= [a-z] ) | (?<= 3[4-9] | 4\\d ) ) 号 (?! [线店楼门电发到] ) ) 的?
          | 穿 \\s? (?<worn> 3[3-9] | 4\\d | LETTERS ) (?! [a-z\\d.] ) (?= \\s? (?: 的 | $ | [,，。] ) )
          | (?<! [a-z\\d.-] | \\d\\s ) (?<tall> LARGE | xl ) (?= 的 | \\s? \\p{IsHan} )
          """
              .replace("VALUE", VALUE)
              .replace("LETTERS", LETTERS)
              .replace("LARGE", LARGE)
              .replace("CLOTHES", CLOTHES)
              .replace(
                  "UNIT",
                  "(?: inch | inches | cm | mm | m | ft | feet | gb | tb | ml | l | kg | batteries | battery )\\b"));

  private static final String[] GROUPS = {
    "sized", "in", "before", "after", "large", "shoe", "chinese", "coded", "worn", "tall"
  };

  static final Phrase COMPARED_BEFORE =
      Phrase.of(
          """
          (?: \\b (?: under | over | above | below | than | least | most | to | max | maximum
            | min | minimum | within | around | about
              | approximately | roughly | approx | between | from | not | no | every | per
              | and\\sup ) \\s (?:an?\\s|size\\s)?
            | [<>=~+] \\s? | \\d+ \\s? [-–~] \\s? | \\d+ \\s to \\s | \\d+ [到至]
            | 不?超过 | 不到 | [低高]于 | [大小少]于 | 至少 | 最多 | 大约 | 大概 | 约 | 不要 | 不低于 | 不是 ) $
          """);

  static final Pattern COMPARED_AFTER =
      Phrases.words(
          """
          \\s? (?: (?:or|and) \\s (?: more | less | above | over | under | up | bigger | larger
            | smaller | below | longer | shorter | higher
              | lower | so ) \\b | \\+ | (?: max | min | maximum | minimum | tall | away
              | apart ) \\b
            | [及和或]?以[上下内] | 之内 | 左右 | 上下 | 内 (?! 存 ) | 起 | [-–~] \\s? \\d | to\\s\\d
            | [到至] \\s? \\d )
          """);

  /** What is said of another thing than the one that is asked for, or of the shopper. */
  private static final Phrase OF_OTHER =
      Phrase.of(
          """
          (?: \\b (?<! looking\\s | look\\s | searching\\s | search\\s | shopping\\s | hunting\\s
            | asking\\s ) for (?: \\s (?:an?|my|the|our) )? \\s
            | \\b (?: fits? | fit\\san? | fitting\\san? | holds? | holding | weighs? | weighing
            | weight | supports? | my | i'm | i\\sam | he's | she's | am
                | is | height | range | depth | carry | lift | resistant | waterproof
                | up ) (?: \\s (?:an?|my|the|of|is|it) ){0,2} \\s
            | (?: 适用于? | 适合 | 能装 | 可装 | 装得下 | 装 | 放得?下? | 承重 | 身高 | 体重 | 支持 | 配 | 给 | 限重 | 载重 | 重
            | 防水 ) ) $
          """);

  private static final Set<String> LONG_UNITS = Set.of("m", "ft");
  private static final Pattern LENGTHY =
      Phrases.words(
          """
          \\b (?: \\w*cables? | cords? | leads? | wires? | hoses? | ropes? | tape | strips?
            | strings? | lights | ladders? | poles? | tubes? | pipes?
            | chains? | leash(?:es)? | rugs? | carpets? | curtains? | banners? | hdmi | usb
            | usb-c | ethernet | extensions? | fences? | trampolines?
            | trees? | displayport | patch ) \\b | 线 | 绳 | 管 | 灯带 | 延长 | 地毯 | 窗帘 | 梯
          """);

  private static final Pattern WORN = Phrases.words("\\b " + CLOTHES);

  private SizeWords() {}

  static String values(Matcher named) {
    for (String group : GROUPS) {
      if (named.group(group) != null) {
        return named.group(group);
      }
    }
    return "";
  }

  /** "T-shirt XL" leaves the shirt to be looked for. */
  static int startOf(Matcher named) {
    return named.group("after") == null ? named.start() : named.start("after");
  }

  /** "UK 9" is a size of shoes, not of a plug, and "in l" is one only where the thought ends. */
  static boolean isInContext(Matcher named, String text) {
    if (named.group("shoe") != null) {
      return Phrases.isNear(WORN, text, named.start());
    }
    return named.group("in") == null || Phrases.isEnd(text, named.end());
  }

  /** "I am 180 cm tall", "for a 15 inch laptop", "5 m away". */
  static boolean isOfOther(String text, Sizes.Mention measure) {
    String unit = measure.size().replaceAll("[\\d.]", "");
    return OF_OTHER.endsAt(text, measure.start())
        || (LONG_UNITS.contains(unit) && !Phrases.isNear(LENGTHY, text, measure.start()));
  }
}
