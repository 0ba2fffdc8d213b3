package rapport.chat;

/** Model tokens of one answer; zero where no model was asked. */
public record Usage(int inputTokens, int outputTokens) {
  public static final Usage NONE = new Usage(0, 0);
}
