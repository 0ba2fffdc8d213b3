package rapport.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Connections from which no request has come yet. One that dribbles half a request is never idle
 * and never done: after a time it is closed. On one event loop.
 */
public final class FirstRequest {
  private final Vertx vertx;
  private final Duration patience;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  public FirstRequest(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  /** A new connection. */
  public void awaited(HttpConnection connection) {
    timers.put(
        connection,
        vertx.setTimer(
            patience.toMillis(),
            late -> {
              timers.remove(connection);
              connection.close();
            }));
    connection.closeHandler(closed -> arrived(connection));
  }

  /** The head of a request is here. */
  public void arrived(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
