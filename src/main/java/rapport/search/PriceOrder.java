package rapport.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Money;
import rapport.search.Retrieved.ProductHit;

/** Puts the prices nearest to a missed budget first. */
final class PriceOrder {
  private PriceOrder() {}

  /**
   * Only what fits, and of that what fits nearly as well as the best. What has no price comes last.
   *
   * @param most whether the budget was an upper limit: then the cheapest come first
   */
  static Retrieved nearest(Retrieved found, boolean most) {
    Retrieved fitting = found.supported();
    Comparator<Long> nearest = most ? Comparator.naturalOrder() : Comparator.reverseOrder();
    List<ProductHit> ordered = new ArrayList<>(fitting.products());
    ordered.sort(Comparator.comparing(PriceOrder::amount, Comparator.nullsLast(nearest)));
    return found.with(ordered, found.faqs());
  }

  private static @Nullable Long amount(ProductHit hit) {
    Money price = hit.card().price();
    return price == null ? null : price.amount();
  }
}
