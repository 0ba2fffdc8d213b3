package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer stands on, best first.
 *
 * @param understood how the question was understood, or null when that is not known
 * @param degraded what was left out and why, or null
 */
public record Sources(
    List<Card> products,
    List<FaqSource> faqs,
    @Nullable Understanding understood,
    @Nullable String degraded) {
  public Sources {
    products = List.copyOf(products);
    faqs = List.copyOf(faqs);
  }

  /** The same, and {@code more} was left out, too; null leaves it as it is. */
  public Sources without(@Nullable String more) {
    if (more == null) {
      return this;
    }
    String both = degraded == null ? more : degraded + "; " + more;
    return new Sources(products, faqs, understood, both);
  }
}
