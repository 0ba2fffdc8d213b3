package rapport.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What a gateway's management port says of it. */
public final class Metrics {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String text;

  private Metrics(String text) {
    this.text = text;
  }

  public static Metrics of(TestGateway gateway) {
    URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/metrics");
    try {
      return new Metrics(
          HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The value of a series, its labels written as Prometheus writes them; 0 when there is none. */
  public double value(String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  public String text() {
    return text;
  }
}
