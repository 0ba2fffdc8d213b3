package rapport.testing;

import io.vertx.core.json.JsonObject;

/** What a gateway tells on its management port. */
public final class Management {
  private Management() {}

  public static boolean isReady(int port) {
    return GatewayProcess.get(port, "/health/ready").statusCode() == 200;
  }

  /** The body of {@code /health/ready}. */
  public static JsonObject readiness(int port) {
    return new JsonObject(GatewayProcess.get(port, "/health/ready").body());
  }

  /** The value of a metric without labels. */
  public static double metric(int port, String name) {
    return GatewayProcess.get(port, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }
}
