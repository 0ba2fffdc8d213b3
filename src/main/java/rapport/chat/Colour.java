package rapport.chat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The colours that shoppers ask for; finer shades count as the one they are a shade of. */
public enum Colour {
  BLACK("black|jet black|schwarz", "黑|乌黑|墨"),
  WHITE("white|ivory|off-white|off white", "白|米白|象牙"),
  GREY("grey|gray|charcoal|graphite|anthracite|slate", "灰|石墨|炭"),
  SILVER("silver", "银|银白|银灰"),
  RED("red|burgundy|crimson|maroon|scarlet", "红|酒红"),
  BLUE("blue|navy|indigo|azure", "蓝|藏青|藏蓝"),
  GREEN("green|olive|mint|khaki|sage", "绿|卡其|橄榄|薄荷"),
  YELLOW("yellow|mustard", "黄"),
  ORANGE("orange|coral|terracotta", "橙|橘|橘红|橙红|橘黄"),
  PURPLE("purple|violet|lilac|lavender", "紫|紫红"),
  PINK("pink|magenta|fuchsia", "粉|粉红|玫红|玫瑰红|桃红"),
  BROWN("brown|tan|chocolate|walnut", "棕|褐|咖|咖啡|巧克力"),
  BEIGE("beige|cream|sand|ecru", "米|杏|奶油|驼"),
  GOLD("gold|golden|brass|rose gold", "金|玫瑰金|香槟金"),
  TURQUOISE("turquoise|teal|cyan|aqua", "青|青绿|蓝绿|湖蓝|松石"),
  TRANSPARENT("transparent|clear", "透明|半透明");

  /** In Chinese, these are colours without 色 after them: 白 alone is also in 白酒. */
  private static final Set<String> WHOLE = Set.of("透明", "半透明", "玫瑰金", "香槟金");

  private static final Map<String, Colour> BY_NAME = new HashMap<>();

  static {
    for (Colour colour : values()) {
      for (String name : colour.latin.split("\\|")) {
        BY_NAME.put(name, colour);
      }
      for (String name : colour.chinese.split("\\|")) {
        BY_NAME.put(WHOLE.contains(name) ? name : name + "色", colour);
      }
    }
  }

  private static final Set<Character> STARTS =
      BY_NAME.keySet().stream().map(name -> name.charAt(0)).collect(Collectors.toSet());

  /** The most characters of a Chinese name, and of any other. */
  private static final int LONGEST = 4;

  private static final int LONGEST_LATIN = 12;

  private final String latin;
  private final String chinese;

  Colour(String latin, String chinese) {
    this.latin = latin;
    this.chinese = chinese;
  }

  /** The colours named in {@code text}. */
  public static Set<Colour> in(String text) {
    Set<Colour> colours = EnumSet.noneOf(Colour.class);
    mentions(text).forEach(mention -> colours.add(mention.colour));
    return colours;
  }

  /** Where colours are named in {@code text}, in order; of overlapping names the longest. */
  public static List<Mention> mentions(String text) {
    List<Mention> mentions = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      Mention mention = at(text, position);
      if (mention == null) {
        position++;
      } else {
        mentions.add(mention);
        position = mention.end;
      }
    }
    return mentions;
  }

  private static @Nullable Mention at(String text, int start) {
    char c = text.charAt(start);
    if (Character.isIdeographic(c)) {
      return chineseAt(text, start);
    }
    boolean wordStarts = isLatin(c) && (start == 0 || !isWord(text.charAt(start - 1)));
    return wordStarts ? latinAt(text, start) : null;
  }

  private static @Nullable Mention chineseAt(String text, int start) {
    if (!STARTS.contains(text.charAt(start))) {
      return null;
    }
    for (int end = Math.min(text.length(), start + LONGEST); end > start + 1; end--) {
      Colour colour = BY_NAME.get(text.substring(start, end));
      if (colour != null) {
        return new Mention(colour, start, end);
      }
    }
    return null;
  }

  /** "Rose gold" before "rose", which is none. */
  private static @Nullable Mention latinAt(String text, int start) {
    int end = pastWord(text, start);
    if (!STARTS.contains(Character.toLowerCase(text.charAt(start)))) {
      return null;
    }
    if (end + 1 < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '-')) {
      int second = pastWord(text, end + 1);
      Colour colour = named(text, start, second);
      if (colour != null) {
        return new Mention(colour, start, second);
      }
    }
    Colour colour = named(text, start, end);
    return colour == null ? null : new Mention(colour, start, end);
  }

  private static @Nullable Colour named(String text, int start, int end) {
    return end - start > LONGEST_LATIN
        ? null
        : BY_NAME.get(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static int pastWord(String text, int start) {
    int end = start;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return isLatin(c) || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The wire's name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String named(Language language) {
    if (!language.equals(Language.CHINESE)) {
      return code();
    }
    String first = chinese.split("\\|", 2)[0];
    return WHOLE.contains(first) ? first : first + "色";
  }

  /** A colour named from {@code start} to {@code end}. */
  public record Mention(Colour colour, int start, int end) {}
}
