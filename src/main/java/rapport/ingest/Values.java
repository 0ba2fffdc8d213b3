package rapport.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row's values as text. */
final class Values {
  private static final int LONGEST_PLAIN = 40;

  private Values() {}

  /** Whether a value says nothing: null, blank text, an empty list. */
  static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isBlank();
      case List<?> list -> list.stream().allMatch(Values::isEmpty);
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }

  /** One value as a person writes it: {@code 6}, not {@code 6.0}; {@code yes}, not {@code true}. */
  static String scalar(Object value) {
    return switch (value) {
      case Boolean flag -> flag ? "yes" : "no";
      case BigDecimal number -> plain(number);
      default -> value.toString();
    };
  }

  /** Any value on one line: lists joined by commas, objects as {@code name: value}. */
  static String flat(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list ->
          list.stream()
              .filter(each -> !isEmpty(each))
              .map(Values::flat)
              .collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .filter(each -> !isEmpty(each.getValue()))
              .map(each -> each.getKey() + ": " + flat(each.getValue()))
              .collect(Collectors.joining(", "));
      default -> scalar(Objects.requireNonNull(value));
    };
  }

  /** The number a value is or says, or null. */
  static @Nullable BigDecimal number(Object value) {
    return switch (value) {
      case BigDecimal number -> bounded(number);
      case BigInteger number -> bounded(new BigDecimal(number));
      case Number number -> BigDecimal.valueOf(number.longValue());
      case String text when text.strip().matches("[+-]?\\d{1,18}([.,]\\d{1,18})?") ->
          new BigDecimal(text.strip().replace(',', '.'));
      default -> null;
    };
  }

  /** Without {@code 1e999999999}, which a computation would write out. */
  private static @Nullable BigDecimal bounded(BigDecimal number) {
    boolean sane = Math.abs((long) number.scale()) <= LONGEST_PLAIN;
    return sane && number.precision() <= LONGEST_PLAIN ? number : null;
  }

  private static String plain(BigDecimal number) {
    return bounded(number) == null
        ? number.toString()
        : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
