package rapport.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rapport.chat.Card;
import rapport.chat.Topic;
import rapport.words.Brands;

/** Finds the shown cards that a question points at: "the second one", "the black one", 它. */
final class Pointing {
  /** What counts things in Chinese, unless it begins their name. */
  static final String COUNTER =
      "(?: [个款种只张顶盏项副辆组] | 双 (?! [肩层人] ) | 件 (?! 套 ) | 台 (?! 灯 ) | 条 (?! 纹 ) | 把 (?! 手 )"
          + " | 支 (?! [架持付] ) | 块 | 套 (?! [装锅] ) | 瓶 (?! 子 ) )";

  private static final String NOUN =
      "(?: ones? | products? | items? | options? | results? | choices? | models? | pairs? )\\b";
  private static final List<String> ORDINALS =
      List.of(
          "first|1st|一|1",
          "second|2nd|二|两|2",
          "third|3rd|三|3",
          "fourth|4th|四|4",
          "fifth|5th|五|5",
          "sixth|6th|六|6",
          "seventh|7th|七|7",
          "eighth|8th|八|8",
          "ninth|9th|九|9",
          "tenth|10th|十|10");

  private static final Phrase ORDINAL =
      Phrase.of(
          """
          (?<the> \\b the \\s )? \\b (?<nth> first | second | third | fourth | fifth | sixth | seventh
              | eighth | ninth | tenth | \\d{1,2}(?:st|nd|rd|th) | last | middle | top | bottom )\\b
            (?: \\s (?<many> two | three | four | 2 | 3 | 4 )\\b )?
            (?! \\s (?: time | aid | day | night | class | hand | order | purchase | step | place | name | floor
              | half | month | week | year | gen | generation | edition | minute | thing | person | party | of )\\b )
            (?<noun> \\s %s )?
          | (?: \\b (?: number | no\\.? | nr\\.? | option | product | item | choice ) \\s? | \\# ) (?<number> \\d{1,2} ) (?! [\\d.] )
          | ^ (?<bare> \\d ) [.!?]? $
          | 第 (?<di> [一二三四五六七八九十两] | \\d{1,2} ) (?! [次天年月周季代步名手方时] | 件半价 | 二件 ) (?: %s | \\s )?
          | (?<which> 前 | 最?后 ) 面? (?<liang> [两二三四2-4] ) %s
          | 最后 (?<zuihou> 一? %s | 那 )
          | (?<side> 中间 | 最?上面 | 最?左边 | 最?下面 | 最?右边 ) 的? (?: [那这]? 一? %s )
          | \\b the \\s one \\s (?: (?: on | at | in ) \\s the \\s (?<where> left | right | top | bottom | middle ) )\\b
          """
              .formatted(NOUN, COUNTER, COUNTER, COUNTER, COUNTER));

  private static final Pattern LAST = Pattern.compile("last|bottom|right|后|下|右");

  private static final Phrase ALL =
      Phrase.of(
          """
          ^ (?: what (?: 's | s | \\sis )? \\s )? (?: the \\s )? (?: differences? | compare ) \\W* $ | ^ (?: 都? 有 [啥什] 么? )? (?: 区别 | 不同 | 不一样 ) [吗呢?]* $
          | \\b (?: between | of | compare ) \\s the \\s (?: two | three | four )\\b | \\b the \\s two \\s of \\s them \\b
          | \\b both \\b (?: \\s of \\s (?: them | these | those ) )?
          | \\b all \\s (?: of \\s )? (?: them | these | those | \\d | two | three )\\b
          | \\b which \\s (?: ones? | of \\s (?: them | these | those | the \\s (?: two | three ) ) )\\b
          | \\b which \\s is \\s (?: the\\s )? (?: \\w+(?:er|est) | best | more | most )\\b
          | (?: 这 | 那 ) [两三几2-4] %s | 两 %s (?! [人孩月] | 小时 | 星期 ) 都? | 哪 一? %s
          """
              .formatted(COUNTER, COUNTER, COUNTER));

  private static final Phrase SUPERLATIVE =
      Phrase.of(
          """
          \\b the \\s (?:
              (?<cheap> cheap(?:er|est) | (?:less|least)\\sexpensive )
            | (?<dear> (?:more|most)\\sexpensive | pric(?:ier|iest) | dear(?:er|est) )
            | (?<rated> (?:best|better|highest|higher|top)[\\s-](?:rated|reviewed) | one \\s with \\s the \\s (?:best|highest) \\s (?:rating|reviews) )
          ) (?: \\s (?: one | option | model | product ) )\\b (?! \\s (?: that \\s )? (?: you | u | in \\s stock )\\b )
          | (?: (?<cheapzh> 最? 便宜 ) | (?<dearzh> 最? 贵 ) | (?<ratedzh> (?: 评分 | 评价 | 口碑 ) (?: 最 [高好] | [高好] ) ) )
            的? [那这] 一? %s
          """
              .formatted(COUNTER));

  private final Predicate<String> isKind;
  private final Described described;

  Pointing(Brands brands, Predicate<String> isKind) {
    this.isKind = isKind;
    this.described = new Described(brands, isKind);
  }

  /**
   * What a question points at.
   *
   * @param cards in the question's order; empty: at one that was not shown
   * @param weak by a mere "it" or "these", which need not mean a card
   * @param start where the first of the words is
   * @param end where it ends
   */
  record Pointed(List<Card> cards, boolean weak, int start, int end, String words) {
    static Pointed surely(List<Card> cards, MatchResult words) {
      return new Pointed(cards, false, words.start(), words.end(), words.group());
    }
  }

  Optional<Pointed> in(String asked, Topic topic) {
    if (topic.shown().isEmpty()) {
      return Optional.empty();
    }
    return superlative(asked, topic.shown())
        .or(() -> ordinals(asked, topic.shown()))
        .or(() -> described.in(asked, topic))
        .or(() -> all(asked, topic.shown()))
        .or(() -> Pronouns.in(asked, topic));
  }

  private Optional<Pointed> ordinals(String asked, List<Card> shown) {
    List<Card> cards = new ArrayList<>();
    int start = -1;
    int end = 0;
    boolean sure = false;
    for (MatchResult ordinal : ORDINAL.in(asked)) {
      if (isName(asked, ordinal)) {
        continue;
      }
      start = start < 0 ? ordinal.start() : start;
      end = end == 0 ? ordinal.end() : end;
      sure |= ordinal.group("nth") == null || ordinal.group("the") != null || hasNoun(ordinal);
      places(ordinal, shown.size())
          .filter(i -> i >= 0 && i < shown.size() && !cards.contains(shown.get(i)))
          .forEach(i -> cards.add(shown.get(i)));
    }
    return sure
        ? Optional.of(new Pointed(cards, false, start, end, asked.substring(start, end)))
        : Optional.empty();
  }

  private static boolean hasNoun(MatchResult ordinal) {
    return ordinal.group("noun") != null || ordinal.group("many") != null;
  }

  /** "The first aid kit": a kind of product whose name begins like an ordinal. */
  private boolean isName(String asked, MatchResult ordinal) {
    if (ordinal.group("nth") == null || hasNoun(ordinal)) {
      return false;
    }
    String[] next = asked.substring(ordinal.end()).strip().split("\\s+", 3);
    return next.length > 1 && isKind.test((next[0] + " " + next[1]).toLowerCase(Locale.ROOT));
  }

  private static IntStream places(MatchResult ordinal, int size) {
    String many = first(ordinal, "many", "liang");
    String nth = first(ordinal, "nth", "number", "bare", "di", "which", "zuihou", "side", "where");
    if (nth.equals("middle") || nth.equals("中间")) {
      return IntStream.of(size / 2);
    }
    boolean last = LAST.matcher(nth).find() || ordinal.group("zuihou") != null;
    int count = many.isEmpty() ? 1 : number(many);
    int from = last ? size - count : Math.max(0, number(nth) - 1);
    return IntStream.range(from, from + count);
  }

  private static String first(MatchResult found, String... groups) {
    for (String group : groups) {
      if (found.group(group) != null) {
        return found.group(group).toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static int number(String word) {
    List<String> counted = List.of("", "one", "two", "three", "four");
    for (int i = 0; i < ORDINALS.size(); i++) {
      if (Set.of(ORDINALS.get(i).split("\\|")).contains(word)) {
        return i + 1;
      }
    }
    return word.matches("\\d+") ? Integer.parseInt(word) : Math.max(0, counted.indexOf(word));
  }

  private static Optional<Pointed> superlative(String asked, List<Card> shown) {
    Matcher found = SUPERLATIVE.find(asked, 0);
    if (found == null) {
      return Optional.empty();
    }
    Optional<Card> card =
        switch (first(found, "rated", "ratedzh")) {
          case "" ->
              first(found, "cheap", "cheapzh").isEmpty()
                  ? best(shown, Pointing::price)
                  : best(shown, c -> -price(c));
          default -> best(shown, c -> c.rating() == null ? 0 : c.rating().value());
        };
    return card.map(one -> Pointed.surely(List.of(one), found));
  }

  private static Optional<Card> best(List<Card> shown, ToDoubleFunction<Card> by) {
    return shown.stream().filter(card -> card.price() != null).max(Comparator.comparingDouble(by));
  }

  private static double price(Card card) {
    return card.price() == null ? 0 : card.price().amount();
  }

  private static Optional<Pointed> all(String asked, List<Card> shown) {
    return Optional.ofNullable(ALL.find(asked, 0)).map(found -> Pointed.surely(shown, found));
  }
}
