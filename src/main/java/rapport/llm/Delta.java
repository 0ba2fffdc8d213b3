package rapport.llm;

import rapport.chat.Finish;
import rapport.chat.Usage;

/** What a model says. */
public sealed interface Delta {
  /**
   * The next words. One read from the model is one piece, however many events it held. Never empty.
   */
  record Text(String text) implements Delta {}

  /**
   * Some more of the calls of tools, in OpenAI's words: the JSON of a {@code tool_calls} array,
   * whose elements continue those before with the same {@code index}.
   */
  record Calls(String json) implements Delta {}

  /** The model has ended of itself: {@link Finish#STOP} or another that it has chosen. */
  record Finished(Finish finish, Usage usage) implements Delta {}
}
