package rapport.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A client of {@code rapport.v1} over the JDK's own WebSocket. Blocks for what it waits for, ten
 * seconds at most.
 */
public final class ChatClient implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int SECONDS = 10;

  private final LinkedBlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final List<JsonObject> heard = new ArrayList<>();
  private final Map<JsonObject, Long> arrivals =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private ChatClient(int port) {
    this.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("rapport.v1")
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/chat"), new Listener())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** A socket that has said nothing yet. */
  public static ChatClient connect(int port) {
    return new ChatClient(port);
  }

  /** A socket that has said hello and been welcomed; the welcome is {@link #heard} first. */
  public static ChatClient join(int port) {
    ChatClient client = connect(port);
    client.send(new JsonObject().put("type", "hello"));
    client.await("welcome");
    return client;
  }

  /** Takes up a conversation that {@code welcome} began. */
  public static ChatClient resume(int port, JsonObject welcome, long after) {
    return resume(port, welcome, after, null, 0);
  }

  /** Takes up a conversation in the middle of an answer. */
  public static ChatClient resume(
      int port, JsonObject welcome, long after, String turn, int length) {
    ChatClient client = connect(port);
    client.send(hello(welcome, after, turn, length));
    client.await("welcome");
    return client;
  }

  /** Says hello; the welcome, or the refusal, which may be there before hello can be said. */
  JsonObject greet(JsonObject hello) {
    try {
      send(hello);
    } catch (CompletionException closed) {
      // What was said before it was closed tells why.
    }
    return await(frame -> Set.of("welcome", "error").contains(frame.getString("type")), "welcome");
  }

  /** What takes up a conversation in the middle of an answer. */
  static JsonObject hello(JsonObject welcome, long after, String turn, int length) {
    return new JsonObject()
        .put("type", "hello")
        .put("conversation", welcome.getString("conversation"))
        .put("secret", welcome.getString("secret"))
        .put("after", after)
        .put("turn", turn)
        .put("length", length);
  }

  public void send(JsonObject frame) {
    sendText(frame.encode());
  }

  public void sendText(String text) {
    socket.sendText(text, true).orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** A part of a message; {@code last} ends it. */
  public void sendPart(String text, boolean last) {
    socket.sendText(text, last).orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  public void sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  public void ask(String id, String text) {
    send(new JsonObject().put("type", "ask").put("id", id).put("text", text));
  }

  /**
   * The next frame of {@code type}; frames before it are passed over but stay in {@link #heard}.
   */
  public JsonObject await(String type) {
    return await(frame -> type.equals(frame.getString("type")), type);
  }

  public JsonObject await(Predicate<JsonObject> wanted, String what) {
    while (true) {
      JsonObject frame = next();
      if (frame == null) {
        throw new AssertionError("no " + what + " came; heard " + heard);
      }
      if (wanted.test(frame)) {
        return frame;
      }
    }
  }

  /** The next frame, or null when none comes in time. */
  private JsonObject next() {
    try {
      JsonObject frame = frames.poll(SECONDS, TimeUnit.SECONDS);
      if (frame != null) {
        heard.add(frame);
      }
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next frame, or empty when none comes for so long. */
  public Optional<JsonObject> poll(Duration patience) {
    try {
      Optional<JsonObject> frame =
          Optional.ofNullable(frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
      frame.ifPresent(heard::add);
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the socket has ended, and everything that came over it was taken. */
  public boolean isOver() {
    return closed.isDone() && frames.isEmpty();
  }

  /** Every frame that was taken so far, in order. */
  public List<JsonObject> heard() {
    return heard;
  }

  /** When a frame was here whole, as {@code nanoTime} has it. */
  public long arrivedAt(JsonObject frame) {
    return arrivals.get(frame);
  }

  /** The tokens of {@code turn} among what was heard, joined. */
  public String joined(String turn) {
    StringBuilder text = new StringBuilder();
    heard.stream()
        .filter(frame -> "token".equals(frame.getString("type")))
        .filter(frame -> turn.equals(frame.getString("turn")))
        .forEach(frame -> text.append(frame.getString("text")));
    return text.toString();
  }

  /** Waits for the end of the socket; its close code. */
  public int closeCode() {
    return closed.orTimeout(SECONDS + 5L, TimeUnit.SECONDS).join();
  }

  /** Drops the connection without a word. */
  public void drop() {
    socket.abort();
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed() && !closed.isDone()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        long now = System.nanoTime();
        JsonObject frame = new JsonObject(partial.toString());
        arrivals.put(frame, now);
        frames.add(frame);
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
