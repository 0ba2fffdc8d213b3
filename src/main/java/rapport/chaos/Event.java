package rapport.chaos;

import org.jspecify.annotations.Nullable;

/** Something that a shopper said or heard. */
public sealed interface Event {
  String conversation();

  /**
   * The server's greeting.
   *
   * @param recovered whether what was heard before still counts
   */
  record Welcomed(String conversation, boolean recovered) implements Event {}

  /** A question was sent, perhaps again. */
  record Sent(String conversation, String id, String text) implements Event {}

  /** A question was acknowledged: from now on it must not be lost. */
  record Acked(String conversation, String id, String turn, long seq, boolean duplicate)
      implements Event {}

  /** An entry of the record was told. */
  record Told(String conversation, Entry entry) implements Event {}

  /** Words of a running answer. */
  record Piece(String conversation, String turn, int from, String text) implements Event {}

  /** A turn ended in an error. */
  record Failed(String conversation, String turn, String code) implements Event {}

  /**
   * What the record says, as far as the checker looks at it.
   *
   * @param type such as {@code question}
   * @param id of a question
   * @param text of a question or an answer
   * @param finish of an answer
   */
  record Entry(
      long seq,
      String type,
      @Nullable String turn,
      @Nullable String id,
      @Nullable String text,
      @Nullable String finish) {}
}
