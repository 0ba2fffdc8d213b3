package rapport.words;

import java.util.ArrayList;
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
  /** What a unit may be called, and its normal form. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("inches|inch|in\\.|-in\\b|in\\b|\"|″|''|英寸|寸", "in"),
          Map.entry("centimet(?:er|re)s?|cms?|厘米|公分", "cm"),
          Map.entry("millimet(?:er|re)s?|mm|毫米", "mm"),
          Map.entry("met(?:er|re)s?|m\\b|米", "m"),
          Map.entry("feet|foot|ft\\.?|英尺", "ft"),
          Map.entry("gigabytes?|gb|g\\b(?=\\s*(?:ram|内存|ssd|硬盘|存储))", "gb"),
          Map.entry("terabytes?|tb", "tb"),
          Map.entry("megabytes?|mb", "mb"),
          Map.entry("lit(?:er|re)s?|l\\b|升", "l"),
          Map.entry("millilit(?:er|re)s?|ml|毫升", "ml"),
          Map.entry("kilograms?|kgs?|公斤|千克", "kg"),
          Map.entry("watts?|w\\b|瓦", "w"),
          Map.entry("mah|毫安时?", "mah"),
          Map.entry("fluid ounces?|fl\\.? ?oz|ounces?|oz|盎司", "oz"));

  private static final List<Unit> PATTERNS =
      UNITS.entrySet().stream()
          .map(e -> new Unit(Pattern.compile(e.getKey(), Pattern.CASE_INSENSITIVE), e.getValue()))
          .toList();

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\d.,-])(\\d{1,5}(?:[.,]\\d{1,2})?)[\\s-]?");

  private Sizes() {}

  /** The measures in {@code text}: a number and its unit. */
  public static List<Mention> measures(String text) {
    List<Mention> mentions = new ArrayList<>();
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      for (Unit unit : PATTERNS) {
        Matcher name = unit.names.matcher(text).region(number.end(), text.length());
        name.useTransparentBounds(true);
        if (name.lookingAt() && endsWord(text, name.end())) {
          mentions.add(
              new Mention(number(number.group(1)) + unit.normal, number.start(), name.end()));
          break;
        }
      }
    }
    return mentions;
  }

  private static boolean endsWord(String text, int end) {
    return end >= text.length()
        || !Character.isLetterOrDigit(text.charAt(end))
        || Character.isIdeographic(text.charAt(end))
        || Character.isIdeographic(text.charAt(end - 1));
  }

  /** A size's own name in normal form: {@code XL}, {@code 42}. */
  public static String normal(String size) {
    return number(size.strip().toLowerCase(Locale.ROOT));
  }

  private static String number(String digits) {
    String point = digits.replace(',', '.');
    return point.contains(".") ? point.replaceAll("\\.?0+$", "") : point;
  }

  /** A size in normal form, named from {@code start} to {@code end}. */
  public record Mention(String size, int start, int end) {}

  private record Unit(Pattern names, String normal) {}
}
