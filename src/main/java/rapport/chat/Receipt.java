package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about: enough to tell why it says what it says, and to do it again.
 *
 * @param language that the question was asked in
 * @param understood how
 * @param products that were looked at, best first, those not taken among them
 * @param faqs likewise
 * @param degraded what was left out and why, or null
 * @param promptHash SHA-256 of the prompt's messages, in hex; the same inputs give the same
 * @param encodeMillis time for the question's vector
 * @param searchMillis time for the database
 * @param promptMillis time for building the prompt
 */
public record Receipt(
    Language language,
    Understanding understood,
    List<Candidate> products,
    List<Candidate> faqs,
    @Nullable String degraded,
    String promptHash,
    double encodeMillis,
    double searchMillis,
    double promptMillis) {
  public Receipt {
    products = List.copyOf(products);
    faqs = List.copyOf(faqs);
  }
}
