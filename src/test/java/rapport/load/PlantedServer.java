package rapport.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import rapport.load.model.Stamp;
import rapport.testing.Waiting;

/**
 * A server that speaks the lab's subset of {@code rapport.v1} and answers at once from a script of
 * its own: pieces grouped as told, with faults planted in chosen answers. Everything on one event
 * loop, so its counters are exact.
 */
final class PlantedServer implements AutoCloseable {
  /** What an answer's frames are made of. */
  interface Planting {
    /**
     * @param question counted from 1 over the server's life
     * @param pieces sound ones, to be spoilt in place
     */
    void spoil(int question, List<String> pieces);
  }

  /** How long the answer to a question is held back, in milliseconds. */
  interface Holding {
    long millis(int question, long sinceStart);
  }

  static final int PIECES = 12;

  private final Vertx vertx;
  private final HttpServer server;
  private final Planting planting;
  private final Holding holding;
  private final boolean deflate;
  private final int group;
  private long began;
  private volatile int asked;
  private volatile int sockets;
  private String closing = "";
  private String degraded = "";
  private String endless = "";
  private int retryAfter;

  /**
   * @param group how many characters of an answer go into one token frame
   */
  PlantedServer(Vertx vertx, Planting planting, Holding holding, int group, boolean deflate) {
    this.vertx = vertx;
    this.planting = planting;
    this.holding = holding;
    this.group = group;
    this.deflate = deflate;
    this.server =
        Waiting.await(
            vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setPerMessageWebSocketCompressionSupported(deflate)
                        .setPerFrameWebSocketCompressionSupported(false))
                .webSocketHandler(this::serve)
                .listen());
  }

  static PlantedServer answering(Vertx vertx, Planting planting) {
    return new PlantedServer(vertx, planting, (question, since) -> 0, 1_000, false);
  }

  /** Questions with this text in them end in the socket's death after half an answer. */
  PlantedServer closingEarlyOn(String text) {
    closing = text;
    return this;
  }

  /** Questions with this text in them are answered in the server's own words, which it says. */
  PlantedServer degradedOn(String text) {
    degraded = text;
    return this;
  }

  /** Answers in the server's own words that never end, to questions with this text in them. */
  PlantedServer neverEndingOn(String text) {
    degraded = text;
    endless = text;
    return this;
  }

  /** Every question hears that it may come again in so many milliseconds. */
  PlantedServer refusing(int retryAfterMillis) {
    retryAfter = retryAfterMillis;
    return this;
  }

  Target target() {
    return new Target(
        "planted",
        URI.create("ws://127.0.0.1:%d/v1/chat".formatted(server.actualPort())),
        ProcessHandle.current().pid());
  }

  int asked() {
    return asked;
  }

  int sockets() {
    return sockets;
  }

  private void serve(ServerWebSocket socket) {
    sockets++;
    socket.textMessageHandler(text -> heard(socket, new JsonObject(text)));
  }

  private void heard(ServerWebSocket socket, JsonObject frame) {
    switch (frame.getString("type")) {
      case "hello" -> socket.writeTextMessage("{\"type\":\"welcome\",\"protocol\":1}");
      case "ask" -> ask(socket, frame);
      default -> {}
    }
  }

  private void ask(ServerWebSocket socket, JsonObject frame) {
    int question = ++asked;
    long now = System.nanoTime();
    began = began == 0 ? now : began;
    if (retryAfter > 0) {
      socket.writeTextMessage(
          "{\"type\":\"error\",\"id\":\"%s\",\"code\":\"overloaded\",\"retry_after_ms\":%d}"
              .formatted(frame.getString("id"), retryAfter));
      return;
    }
    long hold = holding.millis(question, (now - began) / 1_000_000);
    if (hold > 0) {
      vertx.setTimer(hold, id -> answer(socket, question, frame.getString("text")));
    } else {
      answer(socket, question, frame.getString("text"));
    }
  }

  private void answer(ServerWebSocket socket, int question, String asked) {
    boolean own = !degraded.isEmpty() && asked.contains(degraded);
    boolean dies = !closing.isEmpty() && asked.contains(closing);
    socket.writeTextMessage(
        "{\"type\":\"sources\",\"turn\":\"t\",\"products\":[{\"text\":\"x\"}]}");
    List<String> pieces =
        own ? List.of("These fit: a tent, a lamp and a stove.") : pieces(question);
    planting.spoil(question, pieces);
    String text = String.join("", dies ? pieces.subList(0, PIECES / 2) : pieces);
    for (int at = 0; at < text.length(); at += group) {
      token(socket, text.substring(at, Math.min(text.length(), at + group)));
    }
    if (dies) {
      socket.close((short) 1011);
    } else if (endless.isEmpty() || !asked.contains(endless)) {
      socket.writeTextMessage(
          "{\"type\":\"done\",\"turn\":\"t\"%s}"
              .formatted(own ? ",\"degraded\":\"too many answers at once\"" : ""));
    }
  }

  /** Every other one in two fragments. */
  private void token(ServerWebSocket socket, String text) {
    String frame =
        new JsonObject().put("type", "token").put("turn", "t").put("text", text).encode();
    if (deflate || frame.length() % 2 == 0) {
      socket.writeTextMessage(frame);
    } else {
      socket.writeFrame(WebSocketFrame.textFrame(frame.substring(0, 9), false));
      socket.writeFrame(
          WebSocketFrame.continuationFrame(
              io.vertx.core.buffer.Buffer.buffer(frame.substring(9)), true));
    }
  }

  private static List<String> pieces(int question) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < PIECES; i++) {
      String now = Long.toString(Stamp.micros(), 36);
      String piece =
          " "
              + Integer.toString(question, 36)
              + "."
              + Integer.toString(i, 36)
              + "."
              + Integer.toString(PIECES, 36)
              + "."
              + now;
      pieces.add(i == 0 ? piece + "." + now : piece);
    }
    return pieces;
  }

  @Override
  public void close() {
    Waiting.await(server.close());
  }
}
