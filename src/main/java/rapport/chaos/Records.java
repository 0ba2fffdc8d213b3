package rapport.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is stored, read as anybody may: {@code GET /v1/conversations/{id}} with its secret. */
final class Records {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Records() {}

  /** The stored record of every conversation in the ledgers; none of those that nobody knows. */
  static Map<String, List<Event.Entry>> of(List<Ledger> ledgers, int port) {
    Map<String, List<Event.Entry>> records = new HashMap<>();
    for (Ledger ledger : ledgers) {
      ledger.secrets().forEach((id, secret) -> records.put(id, read(port, id, secret)));
    }
    return records;
  }

  private static List<Event.Entry> read(int port, String conversation, String secret) {
    URI uri = URI.create("http://127.0.0.1:%d/v1/conversations/%s".formatted(port, conversation));
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + secret).build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 ->
            new JsonObject(response.body())
                .getJsonArray("entries").stream().map(entry -> entry((JsonObject) entry)).toList();
        case 403, 404 -> List.of(); // unknown: nothing was ever stored in it
        default ->
            throw new ChaosException(
                "%s: %d %s".formatted(uri, response.statusCode(), response.body()));
      };
    } catch (IOException e) {
      throw new ChaosException(uri + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted");
    }
  }

  /** A frame of the record. */
  static Event.Entry entry(JsonObject frame) {
    return new Event.Entry(
        frame.getLong("seq"),
        frame.getString("type"),
        frame.getString("turn"),
        frame.getString("id"),
        frame.getString("text"),
        frame.getString("finish"));
  }
}
