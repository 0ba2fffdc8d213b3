package rapport.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rapport.chat.Money;
import rapport.search.Retrieved.ProductHit;

/** Puts the prices nearest to a missed budget first. */
final class PriceOrder {
  private PriceOrder() {}

  /**
   * Only what fits, and of that what fits nearly as well as the best.
   *
   * @param most whether the budget was an upper limit: then the cheapest come first
   */
  static Retrieved nearest(Retrieved found, boolean most) {
    Retrieved fitting = found.supported();
    Comparator<ProductHit> cheapest = Comparator.comparingLong(PriceOrder::amount);
    List<ProductHit> ordered = new ArrayList<>(fitting.products());
    ordered.sort(most ? cheapest : cheapest.reversed());
    return found.with(ordered, found.faqs());
  }

  /** What has no price comes last, whichever way. */
  private static long amount(ProductHit hit) {
    Money price = hit.card().price();
    return price == null ? Long.MAX_VALUE : price.amount();
  }
}
