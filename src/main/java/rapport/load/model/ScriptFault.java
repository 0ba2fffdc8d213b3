package rapport.load.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with some of the answers.
 *
 * @param piece where it happens, counted from 0; nothing for those that happen before any piece
 * @param millis how long a stall is
 * @param status the HTTP status of a refusal
 * @param retryAfter seconds for the header of that name, or -1 for none
 * @param share of the streams it befalls, 0 to 1
 * @param text befalls only requests that hold this text, whatever the share; null for any
 */
public record ScriptFault(
    Kind kind,
    int piece,
    int millis,
    int status,
    int retryAfter,
    double share,
    @Nullable String text) {
  /** What can go wrong. */
  public enum Kind {
    /** Nothing is said for {@code millis} before the piece. */
    STALL,
    /** The piece is left out. */
    LOSE,
    /** The piece is sent twice. */
    DOUBLE,
    /** The piece and the one after it change places. */
    SWAP,
    /** The piece is spoilt. */
    DAMAGE,
    /** The connection is closed before the piece. */
    CUT,
    /** The request is refused with {@code status}. */
    STATUS,
    /** Nothing is ever answered. */
    SILENT
  }

  /** A fault at a piece, for a share of the streams. */
  public static ScriptFault at(Kind kind, int piece, double share) {
    return new ScriptFault(kind, piece, 0, 0, -1, share, null);
  }

  /** A silence before a piece. */
  public static ScriptFault stall(int piece, int millis, double share) {
    return new ScriptFault(Kind.STALL, piece, millis, 0, -1, share, null);
  }

  /** A refusal. */
  public static ScriptFault status(int status, int retryAfter, double share) {
    return new ScriptFault(Kind.STATUS, 0, 0, status, retryAfter, share, null);
  }

  /** The same for requests that hold a text, and for no others. */
  public ScriptFault whenAsked(String words) {
    return new ScriptFault(kind, piece, millis, status, retryAfter, 1, words);
  }
}
