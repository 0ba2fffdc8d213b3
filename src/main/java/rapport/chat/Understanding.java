package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a question was understood.
 *
 * @param text what was looked for: without the words of its constraints, with what a follow-up
 *     leaves out
 * @param constraints what the products satisfy, those given up left out
 * @param about ids of the products that were asked about; empty: none in particular
 * @param followUp how it follows from what was asked before, or null when it does not
 * @param relaxed what was given up, or null
 */
public record Understanding(
    String text,
    Constraints constraints,
    List<String> about,
    @Nullable String followUp,
    @Nullable Relaxed relaxed) {
  public Understanding {
    about = List.copyOf(about);
  }
}
