package rapport.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Words before an amount are at most this long. */
  private static final int LONGEST = 24;

  private static final Pattern BEFORE =
      Amounts.words(
          """
          (?: (?<money> \\b cheaper\\sthan | \\b budget (?: \\s(?:is|of|up\\sto|around|about) | : )? | 预算 (?:是|为|在|有)?
              | 便宜 [于过] )
            | (?<most> \\b (?: under | below | (?:less|lower)\\sthan | up\\sto | at\\smost | within | not\\sover
                  | not?\\smore\\sthan | max (?: \\. | imum (?: \\sof )? )? )
              | <=? | ≤ | 不超过 | 低于 | 少于 | 小于 | 不到 | 最多 )
            | (?<least> \\b (?: over | above | more\\sthan | at\\sleast | not?\\sless\\sthan | upwards\\sof
                  | starting\\s(?:at|from) | min (?: \\. | imum (?: \\sof )? )? )
              | >=? | ≥ | 高于 | 超过 | 大于 | 至少 | 不低于 | 不少于 )
            | (?<about> \\b (?: around | about | roughly | approximately | near ) | 大约 | 大概 | 约 )
          ) \\s? $
          """);

  private static final Pattern AFTER =
      Amounts.words(
          """
          \\s? (?:
              (?<most> or\\s(?:less|under|below|cheaper)\\b | max (?:imum)?\\b | tops\\b | [以之][下内] | 内 )
            | (?<least> or\\s(?:more|above|over)\\b | and\\sup\\b | 以上 | 起 )
            | (?<about> or\\sso\\b | 左右 | 上下 )
          ) 的?
          """);

  /** What may follow a number that counts nothing: the end of a thought, or a word that goes on. */
  private static final Pattern ENDS =
      Amounts.words(
          """
          \\s* (?: $ | [.,;:!?)。，；：！？）] | \\p{IsHan}
            | (?: and | or | but | for | with | without | in | on | at | to | from | by | as | if | that | which
                | who | is | are | please | pls | thanks | total | each | max | maximum | only | including )\\b )
          """);

  private static final Pattern OF = Pattern.compile("的");

  /**
   * What {@code text} says about {@code amount}; empty: nothing that makes it a limit of prices.
   */
  static Optional<Comparison> of(Amount amount, String text) {
    return switch (amount.kind()) {
      case PRICE -> before(amount, text).or(() -> after(amount, text));
      case BARE -> ofBare(amount, text);
      case OTHER -> Optional.empty();
    };
  }

  /** "Under 50" is a price; "under 50 sockets" and "8 and up" are not, but "200以下" is. */
  private static Optional<Comparison> ofBare(Amount amount, String text) {
    Matcher before = matcherBefore(amount, text);
    if (before.find() && before.group("about") == null) {
      boolean price = before.group("money") != null || endsAt(amount.end(), text);
      return price ? Optional.of(whole(before, amount, text)) : Optional.empty();
    }
    return after(amount, text).filter(c -> isChinese(text.substring(amount.end(), c.end())));
  }

  private static boolean isChinese(String words) {
    return words.codePoints().anyMatch(Character::isIdeographic);
  }

  private static Optional<Comparison> before(Amount amount, String text) {
    Matcher before = matcherBefore(amount, text);
    return before.find() ? Optional.of(whole(before, amount, text)) : Optional.empty();
  }

  /** Words on both sides make one phrase: "不超过200元以下的", "预算200左右". */
  private static Comparison whole(Matcher before, Amount amount, String text) {
    Optional<Comparison> after = after(amount, text);
    boolean about =
        before.group("money") != null && after.filter(c -> c.sense == Sense.ABOUT).isPresent();
    int end = after.map(Comparison::end).orElseGet(() -> pastOf(amount.end(), text));
    return new Comparison(about ? Sense.ABOUT : sense(before), before.start(), end);
  }

  private static Optional<Comparison> after(Amount amount, String text) {
    Matcher after = AFTER.matcher(text).region(amount.end(), text.length());
    return after.lookingAt()
        ? Optional.of(new Comparison(sense(after), amount.start(), after.end()))
        : Optional.empty();
  }

  static boolean endsAt(int position, String text) {
    return ENDS.matcher(text).region(position, text.length()).lookingAt();
  }

  static int pastOf(int position, String text) {
    Matcher of = OF.matcher(text).region(position, text.length());
    return of.lookingAt() ? of.end() : position;
  }

  private static Matcher matcherBefore(Amount amount, String text) {
    return BEFORE
        .matcher(text)
        .region(Math.max(0, amount.start() - LONGEST), amount.start())
        .useTransparentBounds(true);
  }

  private static Sense sense(Matcher words) {
    if (words.group("least") != null) {
      return Sense.AT_LEAST;
    }
    return words.group("about") != null ? Sense.ABOUT : Sense.AT_MOST;
  }
}
