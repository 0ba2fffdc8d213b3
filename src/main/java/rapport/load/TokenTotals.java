package rapport.load;

import java.util.HashSet;
import java.util.Set;

/** What became of all pieces. Confined to the sessions' event loop. */
final class TokenTotals {
  /** Streams that an answer is made of; a stream belongs to one answer. */
  private final Set<Long> taken = new HashSet<>();

  long sent;
  long received;
  long lost;
  long doubled;
  long disordered;
  long damaged;
  long foreign;
  long shortAnswers;

  boolean take(long stream) {
    return taken.add(stream);
  }

  Tokens read(boolean accounted) {
    return accounted
        ? new Tokens(
            true, sent, received, lost, doubled, disordered, damaged, foreign, shortAnswers)
        : new Tokens(false, 0, received + damaged, 0, 0, 0, 0, 0, 0);
  }

  /** Whether the answers come from the scripted model, as far as they have been seen. */
  boolean selfDescribing() {
    return received * 100 >= damaged;
  }
}
