package rapport.chaos;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How far a shopper has heard his conversation. Of its shopper. */
final class Place {
  private @Nullable String conversation;
  private String secret = "";
  private long after;
  private @Nullable String turn;
  private int length;

  /** Empty before the first welcome. */
  String conversation() {
    return conversation == null ? "" : conversation;
  }

  /** The frame that begins a conversation, or takes this one up where it was left. */
  JsonObject hello() {
    JsonObject hello = new JsonObject().put("type", "hello");
    if (conversation != null) {
      hello.put("conversation", conversation).put("secret", secret).put("after", after);
    }
    return turn == null ? hello : hello.put("turn", turn).put("length", length);
  }

  /**
   * @param recovered whether what was heard before still counts
   */
  void welcomed(String joined, String itsSecret, boolean recovered) {
    if (!recovered) {
      after = 0;
      turn = null;
      length = 0;
    }
    conversation = joined;
    secret = itsSecret;
  }

  /** So many more characters of an answer. */
  void heard(String of, int characters) {
    if (!of.equals(turn)) {
      turn = of;
      length = 0;
    }
    length += characters;
  }

  /** An entry of the record. */
  void told(long seq) {
    after = seq;
  }
}
