package rapport.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import rapport.testing.TestGateway;

/** Requests to a gateway's OpenAI-compatible routes, over the JDK's client. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** A body with one message of the user. */
  static JsonObject asking(String text) {
    return body(message("user", text));
  }

  static JsonObject body(JsonObject... messages) {
    return new JsonObject()
        .put("model", "rapport")
        .put("messages", new JsonArray(List.of(messages)));
  }

  static JsonObject message(String role, Object content) {
    return new JsonObject().put("role", role).put("content", content);
  }

  static HttpResponse<String> post(TestGateway gateway, JsonObject body, String... headers) {
    return post(gateway, body.encode(), headers);
  }

  static HttpResponse<String> post(TestGateway gateway, String body, String... headers) {
    return send(
        request(gateway, "/v1/chat/completions", headers).POST(BodyPublishers.ofString(body)));
  }

  static HttpResponse<String> get(TestGateway gateway, String path, String... headers) {
    return send(request(gateway, path, headers));
  }

  /** The streamed events' data, comments left out. */
  static List<String> events(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  /** The JSON of all events but {@code [DONE]}. */
  static List<JsonObject> chunks(HttpResponse<String> response) {
    return events(response).stream()
        .filter(data -> !data.equals("[DONE]"))
        .map(JsonObject::new)
        .toList();
  }

  /** The words of all chunks. */
  static String words(List<JsonObject> chunks) {
    StringBuilder words = new StringBuilder();
    for (JsonObject chunk : chunks) {
      if (!chunk.getJsonArray("choices").isEmpty()) {
        words.append(choice(chunk).getJsonObject("delta").getString("content", ""));
      }
    }
    return words.toString();
  }

  static JsonObject choice(JsonObject completion) {
    return completion.getJsonArray("choices").getJsonObject(0);
  }

  static JsonObject error(HttpResponse<String> response) {
    return new JsonObject(response.body()).getJsonObject("error");
  }

  private static HttpRequest.Builder request(TestGateway gateway, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url(path)))
            .header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
