package rapport.search;

import java.util.regex.Pattern;

/** Words that compare with the cards just shown. */
final class Relative {
  private static final String BIT = "(?: 一点儿? | 一些 | 点儿? | 些 )";

  static final Phrase CHEAPER =
      Phrase.of(
          """
          (?<! the\\s ) \\b (?: (?: cheap(?:er)? | overpriced | pricey | inexpensive | affordable | economical | bargains?
              | less \\s (?: expensive | pricey | costly | money ) | more \\s (?: affordable | reasonable | economical )
              | (?: low(?:er)? | better | smaller ) \\s (?: in\\s )? pric(?:es? | ed | ing) | low(?:er)?[\\s-]cost | (?: for | spend(?:ing)? | pay(?:ing)? | save ) \\s (?: less | (?: that | so ) \\s much | some \\s money )
              | (?: (?: on | for ) \\s )? (?: an? \\s )? (?: small | tight | low | limited ) (?:er)? [\\s-] budget | budget[\\s-] (?: option | friendly | one | version )s?
              | (?: (?: too | very | so | bit | little | rather | quite | pretty | that | not | as ) \\s )* (?: too | very | so | bit | little | rather | quite | pretty | that | not | as )
                \\s (?: expensive | pricey | dear | costly | steep | high | much (?: \\s money )? (?! \\s \\w ) ) (?: \\s as \\b )?
              | (?: over | above | out\\sof | beyond | outside | more\\sthan | exceeds? ) \\s (?: my | the ) \\s (?: budget | price\\srange )
              | can (?: 't | not ) \\s (?: afford | spend ) | costs? \\s (?: less | a\\s(?:fortune | lot | bomb) | too\\smuch ) )\\b (?: \\s than \\b )? )
          | (?: 再 | 更 | 还 | 稍微 )? (?<! 最 ) 便宜 %1$s? 的? | (?: 经济 )? 实惠 %1$s? 的? | 平价 %1$s? 的? | 低价 的? | 划算 %1$s? 的? | 性价比 [更最]? 高 %1$s? 的? | 省钱 的?
          | (?: 太 | 有 %1$s? | 有些 | 好 | 这么 | 偏 | 比较 | 还是 | 别太 | 不要?太 | 没那么 | 不那么 | 不 | 别 ) 贵 了? 的?
          | 贵 了 %1$s? | 价[格位]? (?: 再 | 更 )? 低 %1$s? 的? | [买负承][不担受]{1,2} [起了] | 接受不了 | 超出? 了? 我?的? 预算 了? | 预算 (?: 不够 | 有限 | 不足 | 没那么多 )
          """
              .formatted(BIT));

  static final Phrase DEARER =
      Phrase.of(
          """
          (?<! the\\s ) \\b (?: more \\s (?: expensive | premium | upscale | luxur(?:y|ious) | high[\\s-]end | pricey ) | pricier | dearer | fancier | nicer | premium
              | high(?:er)? [\\s-] (?: end | quality | priced? ) | better (?: \\s quality )? (?! \\s (?! (?: ones? | options? | models? | please | than | quality | is | would )\\b ) \\w )
              | (?: too | so ) \\s (?: cheap | basic ) | step \\s up )\\b (?: \\s than \\b )?
          | (?: 再 | 更 | 稍微 )? (?<! [最太] ) 贵 %1$s 的? | 更贵 的? | (?: 更 | 再 ) 好 (?! [看用吃听吗] ) %1$s? 的? | (?<! 最 ) 好 %1$s 的?
          | (?: 更 | 再 )? (?: 高端 | 高级 | 高档 ) %1$s? 的? | 品质 (?: 更 | 再 ) 好 %1$s? 的?
          """
              .formatted(BIT));

  static final Phrase MORE =
      Phrase.of(
          """
          \\b (?: (?: show | see | give | any | some | got | few | have | are\\sthere | load | view | the | please ) (?: \\s me )? (?: \\s (?: any | some | a\\sfew ) )? \\s )?
            (?: more (?= \\s* (?: $ | [?.!,] | (?: please | pls | like | ones | options? | choices? | results? | products? | items? | of | from | in | under | then | to\\schoose )\\b | \\w+s \\s* (?: $ | [?.!] ) ) ) (?: \\s of \\s (?: them | these | those ) )? (?: \\s to \\s choose (?: \\s from )? )?
              | others? | another (?: \\s one )? | (?: some | any ) thing \\s (?: else | different | similar ) | what \\s else | (?: different | alternative | similar ) (?= \\s* (?: $ | ones | options? | products? | items?)) | alternatives? | else | next (?: \\s page )? | keep \\s going )\\b
            (?: \\s (?: ones? | options? | choices? | results? | products? | items? | models? ) \\b )?
            (?: \\s (?: like | similar\\sto ) (?: \\s (?: this | that | these | those | it | them ) (?: \\s ones? )? )? \\b )?
          | \\b (?: like | similar\\sto ) \\s* (?: $ | (?= [?.!,] | but\\b | in\\b ) )
          | 换 一? [批个些换组] (?: 看看 )? | 换 几 [个款] | (?: 再 | 还想 | 想 )? (?: 多 )? (?: 看看 | 看 | 来 | 推荐 )? (?: 一些 | 几[个款种] | 点 )? (?: 别的 | 其他的? | 其它的? | 另外的? )
          | 还有 (?: 没有 | 什么 | 哪些 | 更多 | 吗 ) (?: 吗 )? | 更多 的? | 下一 [页批组] | 再 (?: 来 | 看 | 推荐 | 多 | 给 ) .{0,3}? (?: 几 [个款种]? | 一些 | 一批 | 点 ) | 再看看 | 多 (?: 推荐 | 来 | 看 | 给 | 找 | 列 ) 我? (?: 几 [个款种] | 一些 | 点 ) | (?: 类似 | 差不多 | 一样 ) 的
          """);

  /** Words before a card that make it the measure of others: "cheaper than", "something like". */
  static final Pattern BESIDE =
      Phrases.words(
          """
          \\b (?: than | like | similar\\sto | (?:version|alternative|equivalent)s?\\s(?:of|to) ) \\s* $ | 比 \\s* $ | (?: 像 | 类似 | 类似于 ) \\s* $
          """);

  /** Words after a card that do. */
  static final Pattern TOO_DEAR =
      Phrases.words(
          """
          ^ \\s* (?: (?: is | was | looks | seems ) \\s )? (?: (?: a | way | far | much ) \\s )? (?: too | bit | little ) \\s (?: expensive | pricey | dear | much )
          | ^ \\s* , ? \\s? but \\s .* cheaper | ^ \\s* (?: 太 | 有点 | 有些 ) 贵
          """);

  private Relative() {}
}
