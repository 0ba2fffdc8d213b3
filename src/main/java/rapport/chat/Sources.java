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
}
