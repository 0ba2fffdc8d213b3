package rapport.search;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Constraints.Order;

/**
 * A question on its way to being understood: what was read of it so far, and which of its
 * characters said it.
 */
final class Reading {
  private static final Pattern BEFORE_MARK = Pattern.compile("(?<!\\s)\\s++(?=[?!.,？！。，]|$)");
  private static final Pattern BLANKS = Pattern.compile("\\s{2,}+");

  private static final byte FREE = 0;
  private static final byte CLAIMED = 1;
  private static final byte CUT = 2;

  private final String question;

  /** The question with full-width characters as their ordinary ones, position by position. */
  final String text;

  private final byte[] marks;

  private @Nullable Long min;
  private @Nullable Long max;
  private @Nullable Double minRating;
  private boolean inStock;
  private Order order = Order.FIT;
  private final Set<String> brands = new LinkedHashSet<>();
  private final Set<String> notBrands = new LinkedHashSet<>();
  private final Set<Colour> colours = new LinkedHashSet<>();
  private final Set<Colour> notColours = new LinkedHashSet<>();
  private final Set<String> sizes = new LinkedHashSet<>();
  private final Set<String> without = new LinkedHashSet<>();

  Reading(String question) {
    this.question = question;
    this.text = ordinary(question);
    this.marks = new byte[question.length()];
  }

  private static String ordinary(String text) {
    StringBuilder ordinary = new StringBuilder(text);
    for (int i = 0; i < ordinary.length(); i++) {
      char c = ordinary.charAt(i);
      if (c >= '！' && c <= '～') {
        ordinary.setCharAt(i, (char) (c - '！' + '!'));
      } else if (c > '~') {
        ordinary.setCharAt(i, ordinary(c));
      }
    }
    return ordinary.toString();
  }

  private static char ordinary(char c) {
    return switch (c) {
      case '￥' -> '¥';
      case '￡' -> '£';
      case '’', '‘' -> '\'';
      case '　', '\u00a0' -> ' ';
      default -> c;
    };
  }

  /** Whether a limit of this kind is still to be read: the first one counts. */
  boolean isOpen(Comparison.Sense sense) {
    return switch (sense) {
      case AT_MOST -> max == null;
      case AT_LEAST -> min == null;
      case ABOUT -> min == null && max == null;
    };
  }

  void limit(@Nullable Long least, @Nullable Long most) {
    min = least == null ? min : least;
    max = most == null ? max : most;
  }

  void rate(double least) {
    minRating = minRating == null ? Double.valueOf(least) : minRating;
  }

  void order(Order first) {
    order = order == Order.FIT ? first : order;
  }

  void demandStock() {
    inStock = true;
  }

  void brand(String brand, boolean wanted) {
    (wanted ? brands : notBrands).add(brand);
  }

  void colour(Colour colour, boolean wanted) {
    (wanted ? colours : notColours).add(colour);
  }

  void size(String size) {
    sizes.add(size);
  }

  void without(String words) {
    without.add(words);
  }

  /** These words have said what they mean: nothing else is read from them. */
  void claim(int start, int end) {
    for (int i = start; i < end; i++) {
      marks[i] = marks[i] == FREE ? CLAIMED : marks[i];
    }
  }

  /** Claims these words, and takes them out of what is left to look for. */
  void cut(int start, int end) {
    Arrays.fill(marks, start, end, CUT);
  }

  boolean isFree(int start, int end) {
    for (int i = start; i < end; i++) {
      if (marks[i] != FREE) {
        return false;
      }
    }
    return true;
  }

  Understood understood() {
    boolean ordered = min == null || max == null || min <= max;
    Constraints constraints =
        Constraints.NONE
            .withPrice(ordered ? min : max, ordered ? max : min)
            .withBrands(minus(brands, notBrands))
            .withNotBrands(List.copyOf(notBrands))
            .withColours(minus(colours, notColours))
            .withNotColours(List.copyOf(notColours))
            .withSizes(List.copyOf(sizes))
            .withWithout(List.copyOf(without))
            .withInStock(inStock)
            .withMinRating(minRating)
            .withOrder(order);
    String left = left();
    return new Understood(hasWords(left) ? left : question, constraints);
  }

  private static <T> List<T> minus(Collection<T> wanted, Set<T> unwanted) {
    return wanted.stream().filter(one -> !unwanted.contains(one)).toList();
  }

  private static boolean hasWords(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** What was not cut, with one blank for each cut. */
  private String left() {
    StringBuilder left = new StringBuilder(question.length());
    for (int i = 0; i < marks.length; i++) {
      if (marks[i] != CUT) {
        left.append(question.charAt(i));
      } else if (i == 0 || marks[i - 1] != CUT) {
        left.append(' ');
      }
    }
    String marked = BEFORE_MARK.matcher(left).replaceAll("");
    return BLANKS.matcher(marked).replaceAll(" ").strip();
  }
}
