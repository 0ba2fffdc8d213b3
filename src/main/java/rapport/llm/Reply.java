package rapport.llm;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** The body of a response while it comes: words, or why there are none. */
sealed interface Reply permits Completion, Refusal {
  /**
   * Reads on; true when nothing of use can follow.
   *
   * @throws IOException when it cannot be read; the text before stays
   */
  boolean read(Buffer chunk) throws IOException;

  /** Whether it would do if it ended here. */
  boolean conclusive();

  /** Whether it goes on although it is over: its connection is of no more use. */
  default boolean isEndless() {
    return false;
  }

  /** Tells the listener how it ended, given that it ended here. */
  void conclude(Exchange.Listener listener);
}
