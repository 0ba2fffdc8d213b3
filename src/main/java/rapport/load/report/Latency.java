package rapport.load.report;

/** What is timed, in the order in which a shopper meets it. */
enum Latency {
  CONNECT("connect", "connect", "socket asked for to welcome"),
  ACK("ack", "ack", "question due to its acknowledgement"),
  CARDS("cards", "cards", "question due to product cards"),
  FIRST_TOKEN("first_token", "first token", "question due to the first words"),
  ADDED("first_token_added", "added", "first words less what the model itself took"),
  GAP("gap", "gap", "between two readings with new words of one answer"),
  LAG("lag", "lag", "a piece sent by the model to its receipt"),
  TOTAL("total", "total", "question due to the end of its answer"),
  REFUSAL("refusal", "refusal", "question due to its refusal as overloaded"),
  EVICTION("eviction", "eviction", "a slow reader's stop to the end of its socket");

  private final String key;
  private final String title;
  private final String meaning;

  Latency(String key, String title, String meaning) {
    this.key = key;
    this.title = title;
    this.meaning = meaning;
  }

  /** As documents call it. */
  String key() {
    return key;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }
}
