package rapport.ingest;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amounts with either mark for decimals: {@code 1,299.00}, {@code 1.299,00}, {@code 1 299}, {@code
 * 49,95}.
 */
final class Decimals {
  private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([.,'’ ]\\d{2,3})*[.,'’ ]\\d{3}");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]");

  private static final int AMBIGUOUS = -2;

  private Decimals() {}

  /**
   * The amount, or null when {@code text} is none or could be two: {@code 1.299} is 1.30 dollars to
   * some and 1299 to others, and a price that is wrong is worse than a row that is missing.
   *
   * @param digits how many decimals the currency has
   */
  static @Nullable BigDecimal read(String text, int digits) {
    String number = SPACE.matcher(text).replaceAll(" ");
    int mark = decimalMark(number, digits);
    if (mark == AMBIGUOUS) {
      return null;
    }
    String whole = mark < 0 ? number : number.substring(0, mark);
    String rest = mark < 0 ? "" : number.substring(mark + 1);
    boolean wellFormed =
        (whole.matches("\\d{0,15}") || (whole.length() < 30 && GROUPED.matcher(whole).matches()))
            && rest.matches("\\d{0,15}")
            && whole.length() + rest.length() > 0;
    return wellFormed ? new BigDecimal("0" + whole.replaceAll("\\D", "") + "." + rest + "0") : null;
  }

  /** Where the decimals begin, or -1 when there are none. */
  private static int decimalMark(String number, int digits) {
    int dot = number.lastIndexOf('.');
    int comma = number.lastIndexOf(',');
    int last = Math.max(dot, comma);
    if (dot >= 0 && comma >= 0) {
      return last;
    }
    boolean single = last >= 0 && number.indexOf(number.charAt(last)) == last;
    if (!single) {
      return -1;
    }
    boolean three = number.length() - last - 1 == 3;
    if (!three || last == 0 || number.startsWith("0")) {
      return last;
    }
    if (digits == 0 || (digits == 2 && last == comma)) {
      return -1;
    }
    return digits == 3 && last == dot ? last : AMBIGUOUS;
  }
}
