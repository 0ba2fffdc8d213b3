package rapport.answer;

import java.util.List;
import rapport.prompt.Prompt;
import rapport.search.Retrieved;

/**
 * Everything an answer needs before its first word.
 *
 * @param supported the rows that fit well enough to answer with
 * @param suggestions what may be asked next
 * @param promptMillis time for building the prompt
 */
public record Grounded(
    Retrieved supported, Prompt prompt, List<String> suggestions, double promptMillis) {
  public Grounded {
    suggestions = List.copyOf(suggestions);
  }
}
