package rapport.chat;

import org.jspecify.annotations.Nullable;

/**
 * A question with its answer, as prompts and follow-ups remember it.
 *
 * @param sources what the answer stood on, or null when it had none
 */
public record Exchange(String question, String answer, @Nullable Sources sources) {
  public Exchange withoutSources() {
    return sources == null ? this : new Exchange(question, answer, null);
  }
}
