package rapport.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that speaks OpenAI's chat completions over real HTTP, and misbehaves as told: the next
 * requests play the scripts given to {@link #next}, in order, all others the one given to {@link
 * #always}. What was asked and what became of it is in {@link #requests}.
 */
public final class ScriptedModelServer {
  private final HttpServer server;
  private final Queue<Script> next = new ConcurrentLinkedQueue<>();
  private final List<ServedRequest> requests = new CopyOnWriteArrayList<>();
  private final Map<HttpConnection, Promise<Long>> open = new ConcurrentHashMap<>();
  private volatile Script always = Script.words("Hello", "from", "the", "model.");
  private volatile int modelsStatus = 200;
  private volatile boolean keeping = true;

  private ScriptedModelServer(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .connectionHandler(this::opened)
            .requestHandler(request -> route(vertx, request));
  }

  public static Future<ScriptedModelServer> start(Vertx vertx) {
    ScriptedModelServer model = new ScriptedModelServer(vertx);
    return model.server.listen().map(model);
  }

  /** Plays these scripts, one for each of the next requests. */
  public ScriptedModelServer next(Script... scripts) {
    next.addAll(List.of(scripts));
    return this;
  }

  /** Plays this script whenever there is no next one. */
  public ScriptedModelServer always(Script script) {
    always = script;
    return this;
  }

  /** Forgets what was asked, for runs that ask without end. */
  public ScriptedModelServer keepNothing() {
    keeping = false;
    return this;
  }

  /** What {@code GET /v1/models} answers. */
  public ScriptedModelServer modelsStatus(int status) {
    modelsStatus = status;
    return this;
  }

  /** The base as OpenAI clients take it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
  }

  /** The requests for completions, in order of arrival. */
  public List<ServedRequest> requests() {
    return requests;
  }

  public ServedRequest lastRequest() {
    return requests.getLast();
  }

  /** Connections open now. */
  public int connections() {
    return open.size();
  }

  public Future<Void> close() {
    return server.close();
  }

  private void opened(HttpConnection connection) {
    open.put(connection, Promise.promise());
    connection.exceptionHandler(e -> {});
    connection.closeHandler(v -> open.remove(connection).complete(System.nanoTime()));
  }

  private void route(Vertx vertx, HttpServerRequest request) {
    if (request.method().equals(HttpMethod.GET) && request.path().equals("/v1/models")) {
      models(request);
    } else if (request.method().equals(HttpMethod.POST)
        && request.path().equals("/v1/chat/completions")) {
      play(vertx, request);
    } else {
      request.response().setStatusCode(404).end(Sse.error("no such route").encode());
    }
  }

  private void models(HttpServerRequest request) {
    JsonObject model = new JsonObject().put("id", "scripted").put("object", "model");
    JsonObject list =
        new JsonObject().put("object", "list").put("data", new JsonArray().add(model));
    request
        .response()
        .setStatusCode(modelsStatus)
        .putHeader("Content-Type", "application/json")
        .end(list.encode());
  }

  private void play(Vertx vertx, HttpServerRequest request) {
    Script queued = next.poll();
    Script script = queued == null ? always : queued;
    ServedRequest served =
        new ServedRequest(request.headers(), open.get(request.connection()).future());
    if (keeping) {
      requests.add(served);
    }
    request
        .body()
        .onSuccess(body -> {
          served.received(body);
          new Player(vertx, request, script.steps(), served).play(script);
        });
  }
}
