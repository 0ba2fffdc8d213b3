package rapport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.http.Routes;
import rapport.ingest.Ingest;
import rapport.journal.Journal;
import rapport.limit.Limiter;
import rapport.search.Retriever;
import rapport.session.Conversations;
import rapport.socket.ChatDoor;
import rapport.telemetry.Telemetry;

/** The public doors of one event loop. Those of all event loops share one port. */
final class Doors extends VerticleBase {
  /** A request line and headers must be here by then; half a request must not hold a socket. */
  private static final int IDLE_SECONDS = 75;

  private final Rooms rooms;
  private final GatewaySettings settings;
  private final Limiter sockets;
  private final int port;
  private @Nullable HttpServer server;
  private @Nullable ChatDoor chat;

  Doors(Rooms rooms, GatewaySettings settings, Limiter sockets, int port) {
    this.rooms = rooms;
    this.settings = settings;
    this.sockets = sockets;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    ChatDoor door =
        new ChatDoor(vertx, rooms.conversations, settings.chat(), sockets, rooms.telemetry);
    chat = door;
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.http().host())
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setReadIdleTimeout(IDLE_SECONDS);
    return vertx
        .createHttpServer(options)
        .requestHandler(
            Routes.of(
                vertx,
                door,
                rooms.retriever,
                rooms.ingest,
                rooms.catalog,
                rooms.journal,
                settings.admin()))
        .listen()
        .onSuccess(listening -> server = listening);
  }

  HttpServer server() {
    if (server == null) {
      throw new IllegalStateException("not yet open");
    }
    return server;
  }

  /** Sends the clients of this event loop away, politely. */
  Future<Void> leave() {
    ChatDoor door = chat;
    if (door == null) {
      return Future.succeededFuture();
    }
    Promise<Void> left = Promise.promise();
    context.runOnContext(go -> door.leave().onComplete(left));
    return left.future();
  }

  /** What stands behind the doors. */
  record Rooms(
      Conversations conversations,
      Retriever retriever,
      Ingest ingest,
      Catalog catalog,
      Journal journal,
      Telemetry telemetry) {}
}
