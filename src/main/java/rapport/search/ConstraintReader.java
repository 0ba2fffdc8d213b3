package rapport.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Money;
import rapport.search.Amount.Kind;
import rapport.words.Brands;

/**
 * Reads budgets and "in stock" from a question, in English and Chinese, without a model: the same
 * words always give the same filter. What was read is taken out of the text, so that "under 50
 * dollars" does not look for dollars.
 *
 * <p>{@link Amounts} finds the numbers, {@link Comparison} what is said about one. A number is a
 * price when the catalogue's currency stands beside it, or when words of comparison do and nothing
 * that it counts: "under 50", but not "under 2 kg".
 */
final class ConstraintReader {
  /** "About 100" means a quarter either way. */
  private static final double ABOUT_SPREAD = 0.25;

  /** Words before a range are at most this long. */
  private static final int LONGEST = 10;

  private static final Pattern TO = Amounts.words("\\s? (?: to\\b | [-–—~～到至] ) \\s?");
  private static final Pattern AND = Amounts.words("\\s? (?: and\\b | 和 ) \\s?");
  private static final Pattern BETWEEN = Amounts.words("(?: \\b between | 在 ) \\s? $");
  private static final Pattern FROM =
      Amounts.words("(?: \\b (?: between | from | for ) | 在 ) \\s? $");
  private static final Pattern INSIDE = Amounts.words("\\s? 之间 的? | 的");
  private static final Pattern BY = Amounts.words("\\b (?: from | by ) \\s $");
  private static final Pattern IN_STOCK =
      Amounts.words(
          """
          (?<! not\\s | n't\\s | back\\s ) \\b (?: (?:that|which)\\s(?:is|are)\\s )?
            (?: (?<! not\\s | n't\\s | back\\s ) in\\sstock\\b | available\\snow\\b )
          | 有没有现?货 | (?<! 没) 有现?货 | (?<! [没无]有?) 现货
          """);

  private final @Nullable String currency;
  private final int digits;
  private final Brands brands;

  /**
   * @param currency the catalogue's, or null when it has no prices: then none are read
   * @param brands the catalogue's
   */
  ConstraintReader(@Nullable String currency, Brands brands) {
    this.currency = currency;
    this.brands = brands;
    this.digits = currency == null ? 0 : Money.digits(currency);
  }

  Understood read(String question) {
    Reading reading = new Reading(question);
    if (currency != null) {
      List<Amount> amounts = new Amounts(currency).in(reading.text);
      if (!readRange(reading, amounts)) {
        amounts.forEach(amount -> readLimit(reading, amount));
      }
    }
    readStock(reading);
    readBrands(reading);
    return reading.understood();
  }

  /** "Between 50 and 100", "$50-100", "50到100元". */
  private boolean readRange(Reading reading, List<Amount> amounts) {
    for (int i = 1; i < amounts.size(); i++) {
      Amount low = amounts.get(i - 1);
      Amount high = amounts.get(i);
      if (isRange(reading.text, low, high)) {
        reading.limit(low.minor(digits), high.minor(digits));
        reading.cut(startOf(FROM, reading.text, low.start()), endOf(reading.text, high.end()));
        return true;
      }
    }
    return false;
  }

  private static boolean isRange(String text, Amount low, Amount high) {
    if (low.is(Kind.OTHER) || high.is(Kind.OTHER)) {
      return false;
    }
    boolean named = low.is(Kind.PRICE) || high.is(Kind.PRICE);
    boolean between =
        startOf(BETWEEN, text, low.start()) < low.start()
            && (named || Comparison.endsAt(high.end(), text));
    String joint = text.substring(low.end(), high.start());
    return (between && (AND.matcher(joint).matches() || TO.matcher(joint).matches()))
        || (named && TO.matcher(joint).matches());
  }

  private static int startOf(Pattern words, String text, int position) {
    Matcher before =
        words
            .matcher(text)
            .region(Math.max(0, position - LONGEST), position)
            .useTransparentBounds(true);
    return before.find() ? before.start() : position;
  }

  private static int endOf(String text, int position) {
    Matcher after = INSIDE.matcher(text).region(position, text.length());
    return after.lookingAt() ? after.end() : position;
  }

  private void readLimit(Reading reading, Amount amount) {
    Comparison.of(amount, reading.text)
        .filter(comparison -> reading.isOpen(comparison.sense()))
        .ifPresent(comparison -> {
          long price = amount.minor(digits);
          switch (comparison.sense()) {
            case AT_MOST -> reading.limit(null, price);
            case AT_LEAST -> reading.limit(price, null);
            case ABOUT ->
                reading.limit(
                    Math.round(price * (1 - ABOUT_SPREAD)), Math.round(price * (1 + ABOUT_SPREAD)));
          }
          reading.cut(comparison.start(), comparison.end());
        });
  }

  private static void readStock(Reading reading) {
    Matcher stock = IN_STOCK.matcher(reading.text);
    if (stock.find()) {
      reading.inStock = true;
      reading.cut(stock.start(), stock.end());
    }
  }

  private void readBrands(Reading reading) {
    for (Brands.Mention mention : brands.in(reading.text)) {
      Matcher by = BY.matcher(reading.text).region(0, mention.start());
      if (by.find()) {
        reading.brands.add(mention.brand());
        reading.cut(by.start(), mention.end());
      }
    }
  }

  /** A question on its way to being understood. */
  private static final class Reading {
    private final String question;

    /** The question with full-width characters as their ordinary ones, position by position. */
    private final String text;

    private final boolean[] taken;
    private @Nullable Long min;
    private @Nullable Long max;
    private boolean inStock;
    private final List<String> brands = new ArrayList<>();

    private Reading(String question) {
      this.question = question;
      this.text = halfWidth(question);
      this.taken = new boolean[question.length()];
    }

    private static String halfWidth(String text) {
      StringBuilder half = new StringBuilder(text);
      for (int i = 0; i < half.length(); i++) {
        char c = half.charAt(i);
        if (c >= '！' && c <= '～') {
          half.setCharAt(i, (char) (c - '！' + '!'));
        } else if (c == '￥' || c == '￡') {
          half.setCharAt(i, c == '￥' ? '¥' : '£');
        }
      }
      return half.toString();
    }

    /** Whether a limit of this kind is still to be read: the first one counts. */
    private boolean isOpen(Comparison.Sense sense) {
      return switch (sense) {
        case AT_MOST -> max == null;
        case AT_LEAST -> min == null;
        case ABOUT -> min == null && max == null;
      };
    }

    private void limit(@Nullable Long least, @Nullable Long most) {
      min = least == null ? min : least;
      max = most == null ? max : most;
    }

    private void cut(int start, int end) {
      Arrays.fill(taken, start, end, true);
    }

    private Understood understood() {
      boolean ordered = min == null || max == null || min <= max;
      Constraints constraints =
          Constraints.NONE
              .withPrice(ordered ? min : max, ordered ? max : min)
              .withInStock(inStock)
              .withBrands(brands);
      String left = left();
      return new Understood(hasWords(left) ? left : question, constraints);
    }

    private static boolean hasWords(String text) {
      return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** What was not cut, with one blank for each cut. */
    private String left() {
      StringBuilder left = new StringBuilder(question.length());
      for (int i = 0; i < taken.length; i++) {
        if (!taken[i]) {
          left.append(question.charAt(i));
        } else if (i == 0 || !taken[i - 1]) {
          left.append(' ');
        }
      }
      return left.toString()
          .replaceAll("\\s+(?=[?!.,？！。，]|$)", "")
          .replaceAll("\\s{2,}", " ")
          .strip();
    }
  }
}
