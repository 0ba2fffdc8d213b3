package rapport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.http.FirstRequest;
import rapport.http.Routes;
import rapport.ingest.Ingest;
import rapport.journal.Journal;
import rapport.llm.LlmSettings;
import rapport.openai.CompletionsDoor;
import rapport.search.Retriever;
import rapport.session.Admission;
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
  private final Admission admission;
  private final int port;
  private @Nullable HttpServer server;
  private @Nullable ChatDoor chat;
  private @Nullable CompletionsDoor completions;

  Doors(Rooms rooms, GatewaySettings settings, Admission admission, int port) {
    this.rooms = rooms;
    this.settings = settings;
    this.admission = admission;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    ChatDoor door =
        new ChatDoor(vertx, rooms.conversations, settings.chat(), admission, rooms.telemetry);
    chat = door;
    CompletionsDoor completing =
        new CompletionsDoor(
            vertx,
            rooms.conversations,
            settings.chat(),
            settings.api(),
            admission,
            settings.llm().provider() == LlmSettings.Provider.OPENAI,
            rooms.telemetry);
    completions = completing;
    FirstRequest first = new FirstRequest(vertx, settings.http().requestTimeout());
    Router routes =
        Routes.of(
            vertx,
            door,
            completing::addTo,
            rooms.retriever,
            admission,
            rooms.ingest,
            rooms.catalog,
            rooms.journal,
            settings.admin(),
            rooms.telemetry);
    return vertx
        .createHttpServer(options(settings.http().host(), port, idleSeconds()))
        .connectionHandler(first::awaited)
        .invalidRequestHandler(Routes::unreadable)
        .requestHandler(request -> {
          first.arrived(request.connection());
          routes.handle(request);
        })
        .listen()
        .onSuccess(listening -> server = listening);
  }

  /** As long as the longest answer may take, and some more. */
  private int idleSeconds() {
    long longest = settings.llm().totalTimeout().toSeconds() + AFTER_THE_LONGEST_ANSWER;
    return Math.clamp(longest, IDLE_SECONDS, Integer.MAX_VALUE);
  }

  /** How the public port speaks HTTP. */
  static HttpServerOptions options(String host, int port, int idleSeconds) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setHttp2ClearTextEnabled(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setIdleTimeout(idleSeconds)
        .setSendBufferSize(SEND_BUFFER)
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE);
  }

  HttpServer server() {
    if (server == null) {
      throw new IllegalStateException("not yet open");
    }
    return server;
  }

  /** See {@link ChatDoor#leave}. From any thread. */
  Future<Void> leave(Duration spread) {
    return atTheDoor(door -> {
      if (completions != null) {
        completions.leave();
      }
      return door.leave(spread);
    });
  }

  /** See {@link ChatDoor#dismiss}. From any thread; completes when that is done. */
  Future<Void> dismiss(Duration spread) {
    return atTheDoor(door -> {
      door.dismiss(spread);
      return Future.succeededFuture();
    });
  }

  private Future<Void> atTheDoor(Function<ChatDoor, Future<Void>> action) {
    ChatDoor door = chat;
    if (door == null) {
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
    context.runOnContext(go -> action.apply(door).onComplete(done));
    return done.future();
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
