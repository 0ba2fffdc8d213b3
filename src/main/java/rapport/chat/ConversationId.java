package rapport.chat;

/** Names one conversation. Public; the secret that opens it is {@link Secret}. */
public record ConversationId(String value) {
  public ConversationId {
    Ids.require(value, "conversation");
  }

  public static ConversationId random() {
    return new ConversationId("c_" + Ids.random(16));
  }

  @Override
  public String toString() {
    return value;
  }
}
