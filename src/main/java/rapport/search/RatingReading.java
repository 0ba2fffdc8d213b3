package rapport.search;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Reads the least rating that is good enough: "at least 4 stars", 评分4.5以上. */
final class RatingReading {
  /** Ratings are out of this. */
  private static final double MOST = 5;

  /** A question has few numbers; this bounds what a hostile one costs. */
  private static final int MANY = 64;

  private static final List<String> WORDS = List.of("one", "two", "three", "four", "five");
  private static final String CHINESE = "一二三四五";

  private static final Phrase RATING =
      Phrase.of(
          """
          (?: (?<more> (?<! not?\\s | n't\\s ) \\b (?: over | above
            | (?:more|higher|better)\\sthan | exceeding ) | (?<! [不别] ) (?: 超过 | 高于 | 大于 ) )
            | (?<least> \\b (?: (?:not?|nothing)\\s(?:less\\sthan|lower\\sthan|under|below|worse\\sthan) | at\\sleast | min(?:imum|\\.)?(?:\\sof)? )
                | 不低于 | 不少于 | 至少 | 起码 | 最低 )
          )? \\s?
          (?<![a-z\\d.,-]) (?<number> [1-5](?:\\.\\d)? | one | two | three | four | five
            | [一二三四五] ) (?![\\d.]\\d)
          (?: (?<stars> [\\s-]?(?: out\\sof\\s(?:5|five)
            | /5 )? (?: [\\s-]?(?:\\+\\s?)?stars?\\b (?!-)
          | \\s?★ ) (?:\\sratings?\\b|\\sreviews?\\b)?
                | \\s?(?: 颗?星级? | 分 (?! [钟之米贝钱期] ) ) )
            | (?<plain> (?: \\s(?:out\\sof)\\s(?:5|five)\\b | /5 )? ) )
          (?<after> \\s?\\+ | \\s (?: and | or | & ) \\s (?: up | more | above | over | higher
            | better | greater )\\b
            | \\s?min(?:imum)?\\b | \\splus\\b | \\s? (?: [及和或]?以上 | 起 | 往上 | 之上 ) 的? )?
          """);

  /** Words that make a plain number a rating. */
  private static final Phrase RATED =
      Phrase.of(
          """
          (?: \\b (?: rated | ratings? | review\\sscore | score ) (?:\\s(?:of|is|at))?
            | 评分 (?:在|要|是|为|达到?)? | 星级 (?:在|要)? | 打分 ) :? \\s? $
          """);

  private RatingReading() {}

  static void read(Reading reading) {
    Matcher rating = RATING.find(reading.text, 0);
    for (int i = 0; rating != null && i < MANY; i++) {
      Matcher rated = RATED.before(reading.text, rating.start());
      if (isLeast(rating, rated != null)) {
        reading.rate(value(rating.group("number")));
        reading.cut(rated == null ? rating.start() : rated.start(), rating.end());
      }
      rating = RATING.find(reading.text, rating.end());
    }
  }

  private static boolean isLeast(Matcher rating, boolean rated) {
    boolean more = rating.group("more") != null;
    boolean compared = more || rating.group("least") != null || rating.group("after") != null;
    boolean stars = rating.group("stars") != null;
    boolean ownPlus = stars && rating.group("stars").indexOf('+') >= 0;
    double value = value(rating.group("number"));
    return (compared || ownPlus) && (stars || rated) && (more ? value < MOST : value <= MOST);
  }

  private static double value(String number) {
    int chinese = CHINESE.indexOf(number);
    int word = WORDS.indexOf(number.toLowerCase(Locale.ROOT));
    if (chinese < 0 && word < 0) {
      return Double.parseDouble(number);
    }
    return Math.max(chinese, word) + 1;
  }
}
