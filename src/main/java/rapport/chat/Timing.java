package rapport.chat;

/**
 * Where the time of one turn went, in milliseconds. {@code firstToken} and {@code total} count from
 * the question.
 */
public record Timing(double encode, double search, double prompt, double firstToken, double total) {
  public static final Timing UNKNOWN = new Timing(0, 0, 0, 0, 0);
}
