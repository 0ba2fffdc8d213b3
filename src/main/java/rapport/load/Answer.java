package rapport.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One question and what has come of it. Confined to the sessions' event loop. */
final class Answer {
  final String id;
  final String question;

  /** When it was due, by {@link System#nanoTime}. */
  final long intended;

  /** Whether it fell due in the measured part. */
  final boolean counted;

  /** Whether its times tell something of the server: not those of a slow reader. */
  final boolean timed;

  final AnswerLedger ledger;
  @Nullable String turn;
  boolean acked;
  boolean hasCards;
  boolean overdue;

  /** How long the server that had no room for it wants to be left alone. */
  Duration retryAfter = Duration.ZERO;

  /** When text was read first and last, or 0. */
  long firstText;

  long lastText;

  Answer(
      String id,
      String question,
      long intended,
      boolean counted,
      boolean timed,
      AnswerLedger.Listener pieces) {
    this.id = id;
    this.question = question;
    this.intended = intended;
    this.counted = counted;
    this.timed = counted && timed;
    this.ledger = new AnswerLedger(pieces);
  }
}
