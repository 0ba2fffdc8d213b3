package rapport.chat;

/** Names one question with its answer, everywhere. */
public record TurnId(String value) {
  public TurnId {
    Ids.require(value, "turn");
  }

  public static TurnId random() {
    return new TurnId("t_" + Ids.random(16));
  }

  @Override
  public String toString() {
    return value;
  }
}
