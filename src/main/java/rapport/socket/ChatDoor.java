package rapport.socket;

import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.limit.Limiter;
import rapport.limit.Limiter.Permit;
import rapport.session.ChatSettings;
import rapport.session.Conversations;
import rapport.telemetry.Telemetry;

/** {@code GET /v1/chat} on one event loop: who may come in, and the handshake. */
public final class ChatDoor implements Handler<HttpServerRequest> {
  private static final long DRAIN_SPREAD_MILLIS = 2_000;

  /** Clients that are told to back off at once. */
  private static final int REFUSED_AT_ONCE = 64;

  private final Vertx vertx;
  private final Conversations conversations;
  private final ChatSettings settings;
  private final Telemetry telemetry;
  private final Limiter sockets;
  private final Limiter refusals = new Limiter(REFUSED_AT_ONCE);
  private @Nullable Pulse pulse;
  private boolean leaving;

  /**
   * @param sockets shared by the doors of all event loops
   */
  public ChatDoor(
      Vertx vertx,
      Conversations conversations,
      ChatSettings settings,
      Limiter sockets,
      Telemetry telemetry) {
    this.vertx = vertx;
    this.conversations = conversations;
    this.settings = settings;
    this.sockets = sockets;
    this.telemetry = telemetry;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!isUpgrade(request)) {
      refuse(request, 426, Fault.BAD_REQUEST, "connect here with a WebSocket");
    } else if (!isAllowed(request.getHeader(HttpHeaders.ORIGIN))) {
      refuse(request, 403, Fault.FORBIDDEN, "origin: not among chat.allowed-origins");
    } else if (leaving) {
      refuse(request, 503, Fault.UNAVAILABLE, "restarting: reconnect");
    } else {
      sockets
          .tryAcquire()
          .ifPresentOrElse(permit -> enter(request, permit), () -> turnAway(request));
    }
  }

  /**
   * Pages cannot see the status of a handshake that failed, so clients beyond the limit are told
   * over a socket to back off; beyond some of those, there is only the status.
   */
  private void turnAway(HttpServerRequest request) {
    telemetry.count("sockets", "event", "refused");
    refusals
        .tryAcquire()
        .ifPresentOrElse(
            permit -> shakeHands(request, Client.turnedAway(telemetry, permit), permit),
            () -> refuse(request, 503, Fault.OVERLOADED, "too many sockets: back off"));
  }

  private void enter(HttpServerRequest request, Permit permit) {
    shakeHands(
        request,
        new Client(conversations, telemetry, permit, settings.heartbeat().toMillis()),
        permit);
  }

  private void shakeHands(HttpServerRequest request, Client client, Permit permit) {
    if (!WebSocketUpgrade.isKey(request.getHeader("Sec-WebSocket-Key"))) {
      permit.release();
      refuse(request, 400, Fault.BAD_REQUEST, "Sec-WebSocket-Key: missing or not 16 bytes");
      return;
    }
    Optional<WebSocketServerHandshaker> handshaker = WebSocketUpgrade.handshaker(request);
    if (handshaker.isEmpty()) {
      permit.release();
      request.response().putHeader("Sec-WebSocket-Version", WebSocketUpgrade.VERSION);
      refuse(request, 426, Fault.BAD_REQUEST, "WebSocket version 13 is spoken here");
      return;
    }
    ContextInternal context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    try {
      WebSocketUpgrade.accept(request, handshaker.get(), new ChatSocket(context, client, pulse()));
      telemetry.count("sockets", "event", "opened");
    } catch (WebSocketHandshakeException e) {
      permit.release();
      refuse(request, 400, Fault.BAD_REQUEST, "not a WebSocket handshake");
    }
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
        && String.valueOf(request.getHeader(HttpHeaders.CONNECTION))
            .toLowerCase(java.util.Locale.ROOT)
            .contains("upgrade");
  }

  /**
   * Pages of other shops may not use a shopper's session. Clients that are no pages send no origin.
   */
  private boolean isAllowed(@Nullable String origin) {
    List<String> allowed = settings.allowedOrigins().orElse(List.of());
    return allowed.isEmpty() || origin == null || allowed.contains(origin);
  }

  private static void refuse(HttpServerRequest request, int status, Fault fault, String message) {
    JsonObject error = new JsonObject().put("code", fault.code()).put("message", message);
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(new JsonObject().put("error", error).toBuffer())
        .onComplete(sent -> request.connection().close());
  }

  /** Made on the event loop it belongs to. */
  private Pulse pulse() {
    if (pulse == null) {
      pulse =
          new Pulse(
              vertx,
              Pulse.Limits.of(settings),
              code -> telemetry.count("closings", "code", Integer.toString(code.code)));
    }
    return pulse;
  }

  /**
   * Tells every client to reconnect, each a little later than the other, and closes with 1012. On
   * the door's event loop.
   */
  public Future<Void> leave() {
    leaving = true;
    Promise<Void> left = Promise.promise();
    pulse()
        .sockets()
        .forEach(socket -> {
          long after = ThreadLocalRandom.current().nextLong(DRAIN_SPREAD_MILLIS);
          socket.write(new ServerFrame.Reconnect(after));
          socket.close(CloseCode.RESTARTING);
        });
    vertx.setTimer(GOODBYE_MILLIS, waited -> left.complete());
    return left.future();
  }

  private static final long GOODBYE_MILLIS = 250;
}
