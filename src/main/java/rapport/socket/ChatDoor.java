package rapport.socket;

import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.limit.Limiter;
import rapport.limit.Permit;
import rapport.session.Admission;
import rapport.session.ChatSettings;
import rapport.session.Conversations;
import rapport.telemetry.Telemetry;

/** {@code GET /v1/chat} on one event loop: who may come in, and the handshake. */
public final class ChatDoor implements Handler<HttpServerRequest> {
  /** Clients that are told to back off at once. */
  private static final int REFUSED_AT_ONCE = 64;

  /** What clients that come while the process leaves are asked to wait, at least and at most. */
  private static final int ELSEWHERE_AFTER_MILLIS = 500;

  private static final int ELSEWHERE_BEFORE_MILLIS = 2_500;

  private final Vertx vertx;
  private final Function<Permit, Subprotocol> clients;
  private final ChatSettings settings;
  private final Telemetry telemetry;
  private final Admission admission;
  private final Limiter refusals = new Limiter(REFUSED_AT_ONCE);
  private @Nullable Pulse pulse;

  /**
   * @param admission shared by the doors of all event loops
   */
  public ChatDoor(
      Vertx vertx,
      Conversations conversations,
      ChatSettings settings,
      Admission admission,
      Telemetry telemetry) {
    this(
        vertx,
        permit -> new Client(conversations, telemetry, permit, settings.heartbeat().toMillis()),
        settings,
        admission,
        telemetry);
  }

  /**
   * @param clients what is spoken over a socket, which gives its permit back when it is closed
   */
  ChatDoor(
      Vertx vertx,
      Function<Permit, Subprotocol> clients,
      ChatSettings settings,
      Admission admission,
      Telemetry telemetry) {
    this.vertx = vertx;
    this.clients = clients;
    this.settings = settings;
    this.admission = admission;
    this.telemetry = telemetry;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!isUpgrade(request)) {
      refuse(request, 426, Fault.BAD_REQUEST, "connect here with a WebSocket");
    } else if (!isAllowed(request.getHeader(HttpHeaders.ORIGIN))) {
      refuse(request, 403, Fault.FORBIDDEN, "origin: not among chat.allowed-origins");
    } else if (pulse().isLastCall()) {
      turnAway(request, restarting(), CloseCode.RESTARTING);
    } else {
      letIn(request);
    }
  }

  private void letIn(HttpServerRequest request) {
    Permit permit;
    try {
      permit = admission.socket(addressOf(request));
    } catch (GatewayException overloaded) {
      turnAway(request, overloaded, CloseCode.OVERLOADED);
      return;
    }
    shakeHands(request, clients.apply(permit), permit);
  }

  private String addressOf(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    return admission.party(remote == null ? null : remote.hostAddress(), request.headers()::getAll);
  }

  /** Each is asked to wait another time, so that they do not come back together. */
  private static GatewayException restarting() {
    int wait = ThreadLocalRandom.current().nextInt(ELSEWHERE_AFTER_MILLIS, ELSEWHERE_BEFORE_MILLIS);
    return new GatewayException(
        Fault.UNAVAILABLE, "restarting: reconnect", null, Duration.ofMillis(wait));
  }

  /**
   * Pages cannot see the status of a handshake that failed, so clients that are not let in are told
   * over a socket when to come again; beyond some of those, there is only the status.
   */
  private void turnAway(HttpServerRequest request, GatewayException why, CloseCode code) {
    telemetry.count("sockets", "event", "refused");
    refusals
        .tryAcquire()
        .ifPresentOrElse(
            permit -> shakeHands(request, new TurnedAway(why, code, telemetry, permit), permit),
            () -> refuse(request, why));
  }

  private void shakeHands(HttpServerRequest request, Subprotocol client, Permit permit) {
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

  private static void refuse(HttpServerRequest request, GatewayException why) {
    why.retryAfter()
        .ifPresent(after ->
            request
                .response()
                .putHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(after.plusMillis(999).toSeconds())));
    refuse(request, why.fault().httpStatus(), why.fault(), String.valueOf(why.getMessage()));
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
   * Lets nobody in any more, and tells every client to reconnect, one after the other over {@code
   * spread}; who hears an answer is told at its end. On the door's event loop.
   *
   * @return completes when the last one has gone
   */
  public Future<Void> leave(Duration spread) {
    return pulse().leave(spread);
  }

  /**
   * Sends away who is still here, each to come back in his own part of the time, somewhere in it:
   * other doors say goodbye, too. On the door's event loop.
   */
  public void dismiss(Duration spread) {
    Set<ChatSocket> sockets = pulse().sockets();
    double part = spread.toMillis() / (double) Math.max(1, sockets.size());
    int before = 0;
    for (ChatSocket socket : sockets) {
      socket.dismiss((long) ((before++ + ThreadLocalRandom.current().nextDouble()) * part));
    }
  }
}
