package rapport.openai;

/** Headers of this door. */
final class Headers {
  /** Of a request: what the client calls the conversation. Of an answer: our id for it. */
  static final String CONVERSATION = "x-conversation-id";

  /** Names a request in our log. */
  static final String REQUEST = "x-request-id";

  private Headers() {}
}
