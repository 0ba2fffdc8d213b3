package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer stands on, best first.
 *
 * @param degraded what was left out and why, or null
 */
public record Sources(List<Card> products, List<FaqSource> faqs, @Nullable String degraded) {
  public Sources {
    products = List.copyOf(products);
    faqs = List.copyOf(faqs);
  }
}
