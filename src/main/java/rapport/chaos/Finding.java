package rapport.chaos;

/**
 * A promise that was not kept.
 *
 * @param detail for a person who looks into it
 */
public record Finding(Kind kind, String conversation, String detail) {
  /** What was not kept. */
  public enum Kind {
    /** An acknowledged question is not in the record. */
    LOST,
    /** A question or its sources are in the record twice, or an entry was told twice. */
    DOUBLED,
    /** Numbers are left out, in the record or in what was told. */
    HOLE,
    /** A turn has neither an answer nor an error. */
    ENDLESS,
    /** A turn has more than one end. */
    ENDED_TWICE,
    /** The answer that was told is not the one that is stored. */
    TEXT,
    /** The pieces that were heard, joined, are not the answer. */
    PIECES,
    /** What was told of an entry, or acknowledged, is not what is stored. */
    CHANGED,
    /** A question is stored that nobody sent. */
    UNSENT,
    /** Who asked was never told the end, though there is one. */
    UNTOLD
  }

  @Override
  public String toString() {
    return "%s in %s: %s".formatted(kind, conversation, detail);
  }
}
