package rapport.chat;

import org.jspecify.annotations.Nullable;

/**
 * An FAQ that supports an answer, in the shop's own words.
 *
 * @param score how well it fits, 0 to 1
 */
public record FaqSource(
    String id, String question, String answer, @Nullable String link, double score) {
  /** The same FAQ with how well it fits. */
  public FaqSource scored(double fit) {
    return new FaqSource(id, question, answer, link, fit);
  }
}
