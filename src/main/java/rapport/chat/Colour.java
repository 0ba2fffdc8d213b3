package rapport.chat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The colours that shoppers ask for; finer shades count as the one they are a shade of. */
public enum Colour {
  BLACK("black|jet black|schwarz", "黑|乌黑|墨色"),
  WHITE("white|ivory|off-white", "白|米白|象牙"),
  GREY("gr[ae]y|charcoal|graphite|anthracite|slate", "灰|石墨|炭"),
  SILVER("silver", "银"),
  RED("red|burgundy|crimson|maroon|scarlet", "红|酒红"),
  BLUE("blue|navy|indigo|azure", "蓝|藏青"),
  GREEN("green|olive|mint|khaki|sage", "绿|卡其|橄榄|薄荷"),
  YELLOW("yellow|mustard", "黄"),
  ORANGE("orange|coral|terracotta", "橙|橘"),
  PURPLE("purple|violet|lilac|lavender", "紫"),
  PINK("pink|magenta|fuchsia", "粉|玫红"),
  BROWN("brown|tan|chocolate|walnut", "棕|褐|咖啡色"),
  BEIGE("beige|cream|sand|ecru", "米色|杏色|奶油色|驼色"),
  GOLD("gold|golden|brass", "金色"),
  TURQUOISE("turquoise|teal|cyan|aqua", "青色|湖蓝|松石"),
  TRANSPARENT("transparent|clear", "透明");

  private static final Map<Pattern, Colour> NAMES = new LinkedHashMap<>();

  static {
    Arrays.stream(values())
        .forEach(colour ->
            NAMES.put(
                Pattern.compile(
                    "\\b(?:" + colour.latin + ")\\b|" + chinese(colour.chinese),
                    Pattern.CASE_INSENSITIVE),
                colour));
  }

  private final String latin;
  private final String chinese;

  Colour(String latin, String chinese) {
    this.latin = latin;
    this.chinese = chinese;
  }

  /** A single character needs 色 after it: 白 alone is also in 白酒. */
  private static String chinese(String names) {
    return Arrays.stream(names.split("\\|"))
        .map(name -> name.endsWith("色") || name.equals("透明") ? name : name + "色")
        .reduce((one, other) -> one + "|" + other)
        .orElseThrow();
  }

  /** The colours named in {@code text}. */
  public static Set<Colour> in(String text) {
    Set<Colour> colours = EnumSet.noneOf(Colour.class);
    mentions(text).forEach(mention -> colours.add(mention.colour));
    return colours;
  }

  /** Where colours are named in {@code text}, in no order. */
  public static List<Mention> mentions(String text) {
    return NAMES.entrySet().stream()
        .flatMap(name ->
            name.getKey()
                .matcher(text)
                .results()
                .map(m -> new Mention(name.getValue(), m.start(), m.end())))
        .toList();
  }

  /** The wire's name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A colour named from {@code start} to {@code end}. */
  public record Mention(Colour colour, int start, int end) {}
}
