package rapport.web;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The stored record of the conversation that a browser's page holds. */
final class Record {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Record() {}

  /**
   * @param gateway its origin, as the widget knows it
   */
  static List<JsonObject> of(Browser browser, String gateway) {
    JsonObject kept =
        new JsonObject(browser.text("localStorage.getItem('rapport:%s/')".formatted(gateway)));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(gateway + "/v1/conversations/" + kept.getString("conversation")))
            .header("Authorization", "Bearer " + kept.getString("secret"))
            .timeout(Duration.ofSeconds(10))
            .build();
    String body = HTTP.sendAsync(request, BodyHandlers.ofString()).join().body();
    return new JsonObject(body)
        .getJsonArray("entries").stream().map(JsonObject.class::cast).toList();
  }
}
