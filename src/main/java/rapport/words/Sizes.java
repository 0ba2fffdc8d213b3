package rapport.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and measures in one normal form, so that {@code 15.6"}, {@code 15.6 inch} and {@code
 * 15.6英寸} are the same word: {@code 15.6in}.
 */
public final class Sizes {
  private static final Map<String, String> UNITS = new HashMap<>();

  static {
    name("in", "inches", "inch", "in.", "in", "\"", "″", "''", "英寸", "寸");
    name("cm", "centimeters", "centimeter", "centimetres", "centimetre", "cms", "cm", "厘米", "公分");
    name("mm", "millimeters", "millimeter", "millimetres", "millimetre", "mm", "毫米");
    name("m", "meters", "meter", "metres", "metre", "m", "米");
    name("ft", "feet", "foot", "ft", "英尺");
    name("gb", "gigabytes", "gigabyte", "gigs", "gig", "gb");
    name("tb", "terabytes", "terabyte", "tb");
    name("mb", "megabytes", "megabyte", "mb");
    name("ml", "milliliters", "milliliter", "millilitres", "millilitre", "ml", "毫升");
    name("l", "liters", "liter", "litres", "litre", "l", "升");
    name("kg", "kilograms", "kilogram", "kilos", "kilo", "kgs", "kg", "公斤", "千克");
    name("g", "grams", "gram", "g", "克");
    name("w", "watts", "watt", "w", "瓦");
    name("mah", "mah", "毫安时", "毫安");
    name("oz", "fluid ounces", "fluid ounce", "fl oz", "fl. oz", "ounces", "ounce", "oz", "盎司");
  }

  private static void name(String normal, String... names) {
    for (String name : names) {
      UNITS.put(name, normal);
    }
  }

  /** What memory is short for: 128G, 2T. */
  private static final String STORAGE =
      "\\s*(?:ram|ssd|hdd|的?手机|版|的?内存|的?存储|的?硬盘|的?固态|的?[uU]盘|运存|的?平板)";

  /** 5G is no weight, nor 5 GB. */
  private static final String NO_NETWORK = "(?!(?<=(?<!\\d)[345])g(?![a-z]|\\s*(?:ram|的?内存|运存)))";

  /** What comes in inches, so that "in" after a blank is no preposition. */
  private static final String SCREENS =
      "\\s(?:laptop|notebook|monitor|tv|television|tablet|screen|display|touch|gaming|wheel|curved|macbook|ipad)";

  /** A number has no letter, point or hyphen before it: "WH-1000", "1.2.3". */
  private static final Pattern MEASURE =
      Pattern.compile(
          "(?<![a-zA-Z\\d.,-])(?<number>\\d{1,5}(?:[.,]\\d{1,2})?)(?![\\d.,])"
              + NO_NETWORK
              + "(?:"
              + "(?<storage>\\s?[gt](?="
              + STORAGE
              + "))|-?(?<inch>in)\\b(?!-)|\\s(?<spaced>in)\\b(?="
              + SCREENS
              + ")|[\\s-]?(?<unit>"
              + units()
              + "))",
          Pattern.CASE_INSENSITIVE);

  private Sizes() {}

  private static String units() {
    return UNITS.keySet().stream()
        .filter(unit -> !unit.equals("in"))
        .sorted((one, other) -> other.length() - one.length())
        .map(Pattern::quote)
        .reduce((one, other) -> one + "|" + other)
        .orElseThrow();
  }

  /** The measures in {@code text}: a number and its unit. */
  public static List<Mention> measures(String text) {
    List<Mention> mentions = new ArrayList<>();
    int digit = nextDigit(text, 0);
    Matcher measure = digit < 0 ? null : MEASURE.matcher(text).useTransparentBounds(true);
    while (measure != null && digit >= 0) {
      int end = digit + 1;
      if (measure.region(digit, text.length()).lookingAt() && endsWord(text, measure.end())) {
        String size = number(measure.group("number")) + unit(measure);
        mentions.add(new Mention(size, measure.start(), measure.end()));
        end = measure.end();
      }
      digit = nextDigit(text, end);
    }
    return mentions;
  }

  private static int nextDigit(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return i;
      }
    }
    return -1;
  }

  private static String unit(Matcher measure) {
    if (measure.group("storage") != null) {
      return measure.group("storage").strip().toLowerCase(Locale.ROOT) + "b";
    }
    String unit = measure.group("unit");
    return unit == null ? "in" : UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), unit);
  }

  private static boolean endsWord(String text, int end) {
    return end >= text.length()
        || !Character.isLetterOrDigit(text.charAt(end))
        || Character.isIdeographic(text.charAt(end))
        || Character.isIdeographic(text.charAt(end - 1));
  }

  /** A size's own name in normal form: {@code XL}, {@code 42}. */
  public static String normal(String size) {
    String lower = size.strip().toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "small" -> "s";
      case "medium" -> "m";
      case "large" -> "l";
      case "extra small", "extra-small", "x-small" -> "xs";
      case "extra large", "extra-large", "x-large" -> "xl";
      case "2xl" -> "xxl";
      case "3xl" -> "xxxl";
      default -> number(lower);
    };
  }

  private static String number(String digits) {
    String point = digits.replace(',', '.');
    return point.contains(".") ? point.replaceAll("\\.?0+$", "") : point;
  }

  /** A size in normal form, named from {@code start} to {@code end}. */
  public record Mention(String size, int start, int end) {}
}
