package rapport.chat;

import java.util.Locale;

/** How an answer ended. */
public enum Finish {
  /** It is complete. */
  STOP,
  /** It reached the length limit. */
  LENGTH,
  /** The model asks for tools of the client's instead of, or after, words. */
  TOOL_CALLS,
  /** The shopper stopped it. */
  CANCELLED,
  /** The model or the node failed mid-answer; the text so far is kept. */
  INTERRUPTED,
  /** Nothing in the catalogue supports one. */
  NO_ANSWER,
  /** A person takes over. */
  HANDOFF;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Finish of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
