package rapport.llm;

import rapport.chat.Finish;
import rapport.chat.Usage;

/** What a model says. */
public sealed interface Delta {
  /**
   * The next words. One read from the model is one piece, however many events it held. Never empty.
   */
  record Text(String text) implements Delta {}

  /** The model has ended of itself: {@link Finish#STOP} or {@link Finish#LENGTH}. */
  record Finished(Finish finish, Usage usage) implements Delta {}
}
