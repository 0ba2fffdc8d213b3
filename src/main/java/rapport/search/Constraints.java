package rapport.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Filter;
import rapport.chat.Money;

/**
 * Reads budgets and "in stock" from a question, in English and Chinese, without a model: the same
 * words always give the same filter. What was read is taken out of the text, so that "under 50
 * dollars" does not look for dollars.
 *
 * <p>A number is a price when a currency stands beside it, or when a word of comparison does and no
 * other unit ("under 50", but not "under 2 kg").
 */
final class Constraints {
  private static final String SIGN = "(?:us\\$|[$€£¥￥]|usd|eur|gbp|cny|rmb)\\s?";
  private static final String UNIT =
      "\\s?(?:dollars?|bucks?|usd|euros?|eur|pounds? sterling|gbp|quid|yuan|rmb|cny|块钱|块|元|[$€£¥])(?![a-z])";

  /** Words after a number that make it something else than a price. */
  private static final String OTHER_UNIT =
      "(?!\\s?(?:[%°\"'′″]|(?:kg|kilos?|kilograms?|g|grams?|mg|lbs?|pounds?|oz|ounces?|mm|cm|m|meters?|metres?|km|miles?|inch|inches|in|ft|feet|foot|gb|tb|mb|ghz|mhz|hz|mah|wh|kwh|w|watts?|v|volts?|amps?|ml|l|cl|liters?|litres?|cups?|hours?|hrs?|h|minutes?|mins?|seconds?|days?|weeks?|months?|years?|people|persons?|pieces?|pcs|pages?|stars?|db|lumens?|mp|megapixels?|ppm|rpm|degrees?|x\\d)(?![a-z])|[公千]?[克斤米升]|寸|小时|分钟|天|年|人|件|瓦|毫安|岁|号|码|个|页|星))(?!\\d|[.,]\\d|-)";

  private static final Pattern BETWEEN =
      compile(
          "(?:\\b(?:between|from|for)\\s+|在)?"
              + optional(SIGN, "sign1")
              + number("low")
              + optional(UNIT, "unit1")
              + "\\s?(?:and|to|-|–|~|到|至|—)\\s?"
              + optional(SIGN, "sign2")
              + number("high")
              + optional(UNIT, "unit2")
              + OTHER_UNIT
              + "(?:之间|的)?");
  private static final Pattern AT_MOST =
      compile(
          "(?:\\b(?:under|below|less than|cheaper than|up to|at most|no more than|not more than|maximum(?: of)?|max\\.?|within|lower than|not over|budget(?: is| of|:)?)|<=?|≤|不超过|低于|少于|不到|最多|预算(?:是|为|在)?|便宜(?:于|过))\\s?"
              + optional(SIGN, "sign")
              + number("high")
              + optional(UNIT, "unit")
              + OTHER_UNIT
              + "(?:的|以下|以内|之内|之下)?");
  private static final Pattern AT_MOST_AFTER =
      compile(
          optional(SIGN, "sign")
              + number("high")
              + optional(UNIT, "unit")
              + "\\s?(?:or less|or under|or below|or cheaper|max\\b|maximum\\b|tops\\b|以下|以内|之内|之下|内)(?:的)?");
  private static final Pattern AT_LEAST =
      compile(
          "(?:\\b(?:over|above|more than|at least|no less than|minimum(?: of)?|min\\.?|starting at|upwards of)|>=?|≥|高于|超过|至少|不低于)\\s?"
              + optional(SIGN, "sign")
              + number("low")
              + optional(UNIT, "unit")
              + OTHER_UNIT
              + "(?:的|以上)?");
  private static final Pattern AT_LEAST_AFTER =
      compile(
          optional(SIGN, "sign")
              + number("low")
              + optional(UNIT, "unit")
              + "\\s?(?:or more|or above|and up|以上)(?:的)?");
  private static final Pattern ABOUT =
      compile(
          "(?:\\b(?:around|about|roughly|approximately|near)|大约|大概|约)?\\s?"
              + optional(SIGN, "sign")
              + number("about")
              + optional(UNIT, "unit")
              + "(?<after>\\s?(?:左右|上下|or so\\b))?");
  private static final Pattern IN_STOCK =
      compile("\\b(?:that (?:is|are) |which (?:is|are) )?(?:in stock|available now)\\b|有现货|现货|有货");

  /** "About 100" means a quarter either way. */
  private static final double ABOUT_SPREAD = 0.25;

  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("$", "USD"),
          Map.entry("us$", "USD"),
          Map.entry("usd", "USD"),
          Map.entry("dollar", "USD"),
          Map.entry("dollars", "USD"),
          Map.entry("buck", "USD"),
          Map.entry("bucks", "USD"),
          Map.entry("€", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("euro", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("quid", "GBP"),
          Map.entry("pounds sterling", "GBP"),
          Map.entry("pound sterling", "GBP"));

  private final int digits;
  private final @Nullable String currency;

  /**
   * @param currency the catalogue's, or null when it has no prices
   */
  Constraints(@Nullable String currency) {
    this.currency = currency;
    this.digits = currency == null ? 2 : Money.digits(currency);
  }

  Understood read(String question) {
    String text = question;
    Long min = null;
    Long max = null;
    Matcher between = BETWEEN.matcher(text);
    while (max == null && between.find()) {
      if (isPrice(between, "sign1", "sign2", "unit1", "unit2")
          || between.group().toLowerCase(Locale.ROOT).startsWith("between")) {
        min = minor(between, "low");
        max = minor(between, "high");
        text = without(text, between);
      }
    }
    if (max == null) {
      Matcher most = find(text, AT_MOST, AT_MOST_AFTER);
      if (most != null) {
        max = minor(most, "high");
        text = without(text, most);
      }
      Matcher least = find(text, AT_LEAST, AT_LEAST_AFTER);
      if (least != null) {
        min = minor(least, "low");
        text = without(text, least);
      }
    }
    if (min == null && max == null) {
      Matcher about = ABOUT.matcher(text);
      while (max == null && about.find()) {
        if (isPrice(about, "sign", "unit") && saysAbout(about)) {
          long price = minor(about, "about");
          min = Math.round(price * (1 - ABOUT_SPREAD));
          max = Math.round(price * (1 + ABOUT_SPREAD));
          text = without(text, about);
        }
      }
    }
    Boolean inStock = null;
    Matcher stock = IN_STOCK.matcher(text);
    if (stock.find()) {
      inStock = true;
      text = without(text, stock);
    }
    boolean ordered = min == null || max == null || min <= max;
    Filter filter = new Filter(ordered ? min : max, ordered ? max : min, null, null, inStock);
    return new Understood(text.isBlank() ? question : text.strip(), filter);
  }

  private static boolean saysAbout(Matcher about) {
    char first = about.group().strip().charAt(0);
    return about.group("after") != null
        || (Character.isLetter(first) && !about.group().strip().matches("(?i)" + SIGN + ".*"));
  }

  /** The first match that is in the catalogue's currency or in none. */
  private @Nullable Matcher find(String text, Pattern before, Pattern after) {
    for (Pattern pattern : new Pattern[] {before, after}) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        boolean priced = isPrice(matcher, "sign", "unit");
        boolean bare = matcher.group("sign") == null && matcher.group("unit") == null;
        if (priced || (bare && pattern == before)) {
          return matcher;
        }
      }
    }
    return null;
  }

  /** Whether a currency stands beside the number, and is the one the catalogue's prices are in. */
  private boolean isPrice(Matcher matcher, String... groups) {
    boolean named = false;
    for (String group : groups) {
      String word = matcher.group(group);
      if (word != null) {
        named = true;
        String code = CURRENCIES.getOrDefault(word.strip().toLowerCase(Locale.ROOT), currency);
        if (currency != null && !currency.equals(code)) {
          return false;
        }
      }
    }
    return named;
  }

  private long minor(Matcher matcher, String group) {
    BigDecimal number = new BigDecimal(matcher.group(group).replaceAll("[,，]", ""));
    String thousands = matcher.group(group + "k");
    if (thousands != null) {
      number = number.multiply(BigDecimal.valueOf("万".equals(thousands) ? 10_000 : 1_000));
    }
    return number.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static String without(String text, Matcher matcher) {
    return (text.substring(0, matcher.start()) + " " + text.substring(matcher.end()))
        .replaceAll("\\s+([?!.,？！。，]|$)", "$1")
        .replaceAll("\\s{2,}", " ");
  }

  private static String number(String group) {
    return "(?<%s>\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d{1,2})?|\\d+(?:\\.\\d{1,2})?)\\s?(?<%sk>[kK千万](?![a-zA-Z]))?"
        .formatted(group, group);
  }

  private static String optional(String pattern, String group) {
    return "(?<" + group + ">" + pattern + ")?";
  }

  private static Pattern compile(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
