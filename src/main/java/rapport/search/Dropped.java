package rapport.search;

import java.util.List;
import java.util.Locale;
import rapport.chat.Constraints;

/** Constraints that a shopper may give up in words: "any colour is fine", 价格无所谓. */
@SuppressWarnings("ImmutableEnumChecker") // a phrase never changes; its table is a BitSet
enum Dropped {
  COLOUR("colou?rs?", "颜色") {
    @Override
    Constraints drop(Constraints of) {
      return of.withColours(List.of()).withNotColours(List.of());
    }
  },
  BRAND("(?: brands? | makes? | manufacturers? )", "(?: 品牌 | 牌子 )") {
    @Override
    Constraints drop(Constraints of) {
      return of.withBrands(List.of()).withNotBrands(List.of());
    }
  },
  PRICE("(?: prices? | budget | costs? | money )", "(?: 价格 | 价钱 | 预算 | 价位 | 多少钱 )") {
    @Override
    Constraints drop(Constraints of) {
      return of.withPrice(null, null);
    }
  },
  SIZE("sizes?", "(?: 尺码 | 尺寸 | 大小 | 码数 )") {
    @Override
    Constraints drop(Constraints of) {
      return of.withSizes(List.of());
    }
  },
  STOCK("(?: stock | availability )", "(?: 现货 | 库存 | 有没有货 )") {
    @Override
    Constraints drop(Constraints of) {
      return of.withInStock(false);
    }
  },
  RATING("(?: ratings? | reviews | stars )", "(?: 评分 | 评价 )") {
    @Override
    Constraints drop(Constraints of) {
      return of.withMinRating(null);
    }
  };

  private final Phrase any;
  private final Phrase other;

  Dropped(String english, String chinese) {
    this.any = Phrase.of(Said.ANY.formatted(english, chinese));
    this.other = Phrase.of(Said.OTHER.formatted(english, chinese));
  }

  abstract Constraints drop(Constraints of);

  /** Anything will do. */
  Phrase any() {
    return any;
  }

  /** Anything but what it is. */
  Phrase other() {
    return other;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** An enum's own constants are not there yet when it is made. */
  private static final class Said {
    static final String ANY =
        """
          \\b any \\s (?: other \\s )? %1$s (?! \\s? \\d ) (?: \\s (?: is | are | will | would | works? | does | do | be | fine | ok | okay | good | great | at\\sall ) )*\\b
          | \\b (?: all | other | different ) \\s %1$s \\s (?: is | are | would | will | work ) (?: \\s (?: be | also | fine | ok | okay | good | great | too | alright | work ) )+ \\b
        | \\b all \\s %1$s \\b (?: \\s (?: are | fine | ok | okay ) )*
          | (?: \\b (?: the | my ) \\s )? \\b %1$s \\s (?: really \\s | just \\s )? (?: do (?:es)? (?: n'?t | \\snot ) | is (?: n'?t | \\snot ) ) \\s (?: really \\s )? (?: matter | important | an?\\s(?:issue|problem) )\\b
          | \\b (?: i \\s )? do (?: n'?t | \\snot ) \\s (?: really \\s )? (?: care | mind | worry ) \\s (?: about \\s | (?: which | what ) \\s )* (?: the \\s | which \\s | what \\s )? %1$s \\b
          | \\b (?: forget | ignore | drop | remove | skip | lift | never\\smind | regardless\\sof | whatever | no\\smatter | without | no ) \\s (?: about \\s )? (?: what \\s )? (?: the \\s | an?\\s | my \\s | that \\s )? %1$s (?: \\s (?: limit | filter | range | preference | restriction | cap ) )? \\b
          | 不限 (?: 制 )? %2$s
          | (?: 其他 | 其它 | 别的 | 另外的? )? %2$s (?: 都 | 也 | 倒 | 其实 )? (?: 无所谓 | 不重要 | 不限 | 随便 | 随意 | 都?行 | 都?可以 | 不是问题 | 没关系 | 不要紧 | 没要求 | 不用管 | 不管 | 没限制 )
          | (?: 什么 | 任何 | 哪个 | 哪种 | 随便什么 | 随便哪个 | 啥 ) %2$s (?: 都 | 也 ) (?: 行 | 可以 | 好 | 成 | 没问题 | 没关系 | 无所谓 | 要 )
          | (?: 不考虑 | 不管 | 不在乎 | 不在意 | 不看 | 忽略 | 别管 | 去掉 | 取消 | 不用管 | 没有 ) %2$s (?: 的? (?: 限制 | 要求 ) )?
        """;

    static final String OTHER =
        """
        \\b (?: other | another | different ) \\s %1$s \\b
        | (?: 其他 | 其它 | 别的 | 另外的? | 换 一? 个? | 别个 ) %2$s 的?
        """;
  }
}
