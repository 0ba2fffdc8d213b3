package rapport.load.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: three digits that count, thousands apart, units that fit. */
public final class Figures {
  /** What there is no figure for. */
  static final String NONE = "–";

  private Figures() {}

  /** {@code 0.0123}, {@code 12.3}, {@code 123}, {@code 12,345}; a dash for what is no number. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    if (size == 0 || (value == Math.rint(value) && size < 1e15) || size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    boolean even = rounded.stripTrailingZeros().precision() == 1 && size < 1;
    return (even ? rounded.stripTrailingZeros() : rounded).toPlainString();
  }

  /** {@code 12,345}. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Every digit, without those that say nothing. */
  static String exact(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /** Milliseconds, as µs, ms or s. */
  public static String millis(double millis) {
    if (!Double.isFinite(millis)) {
      return NONE;
    }
    if (millis >= 1000) {
      return number(millis / 1000) + " s";
    }
    return millis > 0 && millis < 0.1 ? number(millis * 1000) + " µs" : number(millis) + " ms";
  }

  /** Megabytes of a million bytes, as MB or GB. */
  public static String megabytes(double megabytes) {
    if (!Double.isFinite(megabytes)) {
      return NONE;
    }
    return megabytes >= 1000 ? number(megabytes / 1000) + " GB" : number(megabytes) + " MB";
  }

  /** Bytes, as bytes, kB, or what {@link #megabytes} makes of them. */
  public static String bytes(double bytes) {
    if (!Double.isFinite(bytes)) {
      return NONE;
    }
    if (bytes < 1000) {
      return number(bytes) + " bytes";
    }
    return bytes < 1e6 ? number(bytes / 1000) + " kB" : megabytes(bytes / 1e6);
  }

  /** {@code 0.45×}, {@code 2.3×}, {@code 12×}. */
  public static String ratio(double ratio) {
    if (!Double.isFinite(ratio)) {
      return NONE;
    }
    int places = ratio < 0.1 ? 3 : ratio < 2 ? 2 : ratio < 10 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + places + "f×", ratio);
  }

  /** With its unit; times and amounts of memory get the unit that fits. */
  static String of(double value, String unit) {
    return switch (unit) {
      case "ms" -> millis(value);
      case "bytes", "B" -> bytes(value);
      case "MB" -> megabytes(value);
      case "" -> number(value);
      default -> Double.isFinite(value) ? number(value) + " " + unit : NONE;
    };
  }

  static String seconds(double seconds) {
    return seconds < 120 ? number(seconds) + " s" : number(seconds / 60) + " min";
  }

  static String percent(double share) {
    return Double.isFinite(share) ? number(share * 100) + " %" : NONE;
  }
}
