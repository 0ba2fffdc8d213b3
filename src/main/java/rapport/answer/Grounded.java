package rapport.answer;

import java.util.List;
import rapport.chat.Receipt;
import rapport.prompt.Prompt;
import rapport.search.Retrieved;

/**
 * Everything an answer needs before its first word.
 *
 * @param supported the rows that fit well enough to answer with
 * @param suggestions what may be asked next
 * @param receipt how it was found
 */
public record Grounded(
    Retrieved supported, Prompt prompt, List<String> suggestions, Receipt receipt) {
  public Grounded {
    suggestions = List.copyOf(suggestions);
  }
}
