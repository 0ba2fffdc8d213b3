package rapport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.http.FirstRequest;
import rapport.http.Routes;
import rapport.ingest.Ingest;
import rapport.journal.Journal;
import rapport.limit.Limiter;
import rapport.openai.CompletionsDoor;
import rapport.search.Retriever;
import rapport.session.Conversations;
import rapport.socket.ChatDoor;
import rapport.telemetry.Telemetry;

/** The public doors of one event loop. Those of all event loops share one port. */
final class Doors extends VerticleBase {
  /**
   * A connection on which neither side says anything for so long is closed; one on which an answer
   * is awaited as a whole for longer than the answer may take.
   */
  private static final int IDLE_SECONDS = 75;

  private static final int AFTER_THE_LONGEST_ANSWER = 15;

  /** A question of 4,000 characters in a query, nine letters each where they are Chinese. */
  private static final int LONGEST_REQUEST_LINE = 48 * 1024;

  /** What the kernel holds for a client that does not read; left alone it grows to megabytes. */
  private static final int SEND_BUFFER = 64 * 1024;

  private final Rooms rooms;
  private final GatewaySettings settings;
  private final Limits limits;
  private final int port;
  private @Nullable HttpServer server;
  private @Nullable ChatDoor chat;
  private @Nullable CompletionsDoor completions;

  Doors(Rooms rooms, GatewaySettings settings, Limits limits, int port) {
    this.rooms = rooms;
    this.settings = settings;
    this.limits = limits;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    ChatDoor door =
        new ChatDoor(
            vertx, rooms.conversations, settings.chat(), limits.sockets(), rooms.telemetry);
    chat = door;
    CompletionsDoor completing =
        new CompletionsDoor(
            vertx,
            rooms.conversations,
            settings.chat(),
            settings.api(),
            limits.completions(),
            rooms.telemetry);
    completions = completing;
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.http().host())
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setIdleTimeout(idleSeconds())
            .setSendBufferSize(SEND_BUFFER)
            .setMaxInitialLineLength(LONGEST_REQUEST_LINE);
    FirstRequest first = new FirstRequest(vertx, settings.http().requestTimeout());
    Router routes =
        Routes.of(
            vertx,
            door,
            completing::addTo,
            rooms.retriever,
            rooms.ingest,
            rooms.catalog,
            rooms.journal,
            settings.admin(),
            rooms.telemetry);
    return vertx
        .createHttpServer(options)
        .connectionHandler(first::awaited)
        .invalidRequestHandler(Routes::unreadable)
        .requestHandler(request -> {
          first.arrived(request.connection());
          routes.handle(request);
        })
        .listen()
        .onSuccess(listening -> server = listening);
  }

  private int idleSeconds() {
    long longest = settings.llm().totalTimeout().toSeconds() + AFTER_THE_LONGEST_ANSWER;
    return Math.clamp(longest, IDLE_SECONDS, Integer.MAX_VALUE);
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
    context.runOnContext(go -> {
      if (completions != null) {
        completions.leave();
      }
      door.leave().onComplete(left);
    });
    return left.future();
  }

  /** How many may come in, shared by the doors of all event loops. */
  record Limits(Limiter sockets, Limiter completions) {}

  /** What stands behind the doors. */
  record Rooms(
      Conversations conversations,
      Retriever retriever,
      Ingest ingest,
      Catalog catalog,
      Journal journal,
      Telemetry telemetry) {}
}
