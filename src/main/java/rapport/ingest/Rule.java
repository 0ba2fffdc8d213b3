package rapport.ingest;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one target's value comes from and how it is read.
 *
 * @param fields of the row; the first that says something counts
 * @param constant what every row has, instead of a field
 * @param join glue for a list of values, or null
 * @param first whether the first of a list is taken
 * @param minorUnits whether a price is in cents
 * @param currency of prices that do not name one
 * @param inStockAbove a stock of more than this is in stock
 */
record Rule(
    List<String> fields,
    @Nullable String constant,
    @Nullable String join,
    boolean first,
    boolean minorUnits,
    @Nullable String currency,
    BigDecimal inStockAbove) {
  Rule {
    fields = List.copyOf(fields);
  }

  static Rule fields(List<String> names, boolean first) {
    return new Rule(names, null, null, first, false, null, BigDecimal.ZERO);
  }

  static Rule constant(String value) {
    return new Rule(List.of(), value, null, false, false, null, BigDecimal.ZERO);
  }
}
