package rapport.search;

import org.jspecify.annotations.Nullable;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.Topic;

/**
 * What is looked for.
 *
 * @param filter what the caller demands; constraints read from {@code text} are added to it
 * @param language the client's, which decides when the text does not; null: unknown
 * @param topic what the conversation is about, which a follow-up goes on with; null: nothing yet
 * @param product the one whose page the shopper is on, which "it" may mean; null: none
 * @param products how many at most, 0 to 100
 * @param faqs how many at most, 0 to 100
 * @param varied whether variants of one product may stand back for others that fit
 */
public record Query(
    String text,
    Filter filter,
    @Nullable Language language,
    @Nullable Topic topic,
    @Nullable String product,
    int products,
    int faqs,
    boolean varied) {
  /** One without a conversation around it. */
  public static Query alone(
      String text, Filter filter, @Nullable Language language, int products, int faqs) {
    return new Query(text, filter, language, null, null, products, faqs, false);
  }
}
