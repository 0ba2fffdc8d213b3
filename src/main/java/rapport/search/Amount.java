package rapport.search;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number in a text, with the currency or unit that stands beside it.
 *
 * @param start where it begins, its sign included
 * @param end where it ends, its unit included
 * @param value in major units, {@code k} and 万 multiplied in
 */
record Amount(int start, int end, BigDecimal value, Kind kind) {
  /** What a number counts, as far as its neighbours tell. */
  enum Kind {
    /** The catalogue's currency is named. */
    PRICE,
    /** Nothing is named. */
    BARE,
    /** Something else, or another currency, is named; or it is part of a name. */
    OTHER
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** In minor units of a currency with so many digits. */
  long minor(int digits) {
    return value.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
