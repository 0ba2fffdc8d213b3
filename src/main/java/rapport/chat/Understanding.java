package rapport.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a question was understood.
 *
 * @param text what was looked for: without the words of its constraints, with what a follow-up
 *     leaves out
 * @param following how it follows from what was asked before
 * @param reason why it was taken so, or null when nothing was asked before
 * @param about ids of the products that were asked about; empty: none in particular
 * @param constraints what the products satisfy, those given up left out
 * @param relaxed what was given up, or null
 */
public record Understanding(
    String text,
    Following following,
    @Nullable String reason,
    List<String> about,
    Constraints constraints,
    @Nullable Relaxed relaxed) {
  public Understanding {
    about = List.copyOf(about);
  }

  /** A question by itself. */
  public static Understanding alone(String text, Constraints constraints) {
    return new Understanding(text, Following.NEW, null, List.of(), constraints, null);
  }

  /** The same with a wish given up. */
  public Understanding without(Relaxed wish) {
    return new Understanding(text, following, reason, about, constraints, wish);
  }
}
