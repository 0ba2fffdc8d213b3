package rapport.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Somebody who asks one question after another, each when the last is answered. */
public final class Shopper implements AutoCloseable {
  private final ChatClient client;
  private final JsonObject welcome;
  private int asked;

  private Shopper(ChatClient client, JsonObject welcome, int asked) {
    this.client = client;
    this.welcome = welcome;
    this.asked = asked;
  }

  public static Shopper join(int port) {
    ChatClient client = ChatClient.join(port);
    return new Shopper(client, client.heard().getFirst(), 0);
  }

  /** The same shopper on a new socket, who has heard all there is. */
  public Shopper resume(int port) {
    client.drop();
    return new Shopper(ChatClient.resume(port, welcome, seen()), welcome, asked);
  }

  private long seen() {
    return client.heard().stream().mapToLong(frame -> frame.getLong("seq", 0L)).max().orElse(0);
  }

  /** Asks and hears the whole answer. */
  public Heard ask(String text) {
    return ask(text, new JsonObject());
  }

  public Heard ask(String text, JsonObject filter) {
    client.send(
        new JsonObject()
            .put("type", "ask")
            .put("id", "q" + ++asked)
            .put("text", text)
            .put("filter", filter));
    JsonObject sources = client.await("sources");
    return new Heard(sources, client.await("done"));
  }

  /** Says how far the question has been typed. */
  public void type(String soFar) {
    client.send(new JsonObject().put("type", "partial").put("text", soFar));
  }

  public ChatClient client() {
    return client;
  }

  public String secret() {
    return welcome.getString("secret");
  }

  @Override
  public void close() {
    client.close();
  }

  /** An answer with what it stands on. */
  public record Heard(JsonObject sources, JsonObject done) {
    public List<JsonObject> cards() {
      return objects(sources.getJsonArray("products")).toList();
    }

    public List<String> ids() {
      return cards().stream().map(card -> card.getString("id")).toList();
    }

    public List<Long> prices() {
      return cards().stream().map(card -> card.getJsonObject("price").getLong("amount")).toList();
    }

    public JsonObject understood() {
      return sources.getJsonObject("understood");
    }

    /** How it follows from what was asked before. */
    public String following() {
      return understood().getString("following", "new");
    }

    public String text() {
      return done.getString("text");
    }

    public String turn() {
      return done.getString("turn");
    }
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
