package rapport.testing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A shopper who does as told: leaves when {@code reconnect} says so, resumes where the address
 * leads to by then, sends again what was not acknowledged, and comes or asks again when a refusal
 * says to. Keeps a ledger of all that was heard.
 */
public final class Regular implements AutoCloseable {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final IntSupplier port;
  private final JsonObject welcome;
  private ChatClient client;
  private long seq;
  private String turn;
  private final StringBuilder text = new StringBuilder();
  private final List<Long> moves = new ArrayList<>();
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final Map<String, String> acknowledged = new LinkedHashMap<>();
  private final Map<String, List<JsonObject>> ends = new LinkedHashMap<>();
  private int refused;

  /** When a refused question may be asked again; null while none is refused. */
  private @Nullable Long askAgainAt;

  /**
   * @param port where the shop's address leads to now
   */
  public Regular(IntSupplier port) {
    this.port = port;
    this.client = connected(new JsonObject().put("type", "hello"));
    this.welcome = client.heard().getFirst();
  }

  /** Asks, and hears the answer's end, on as many sockets as it takes. */
  public void ask(String id, String question) {
    send(id, question);
    long begun = System.nanoTime();
    while (!acknowledged.containsKey(id) || !ends.containsKey(acknowledged.get(id))) {
      checkPatience(begun, id + " has no end", client);
      boolean elsewhere = listen(SHORT);
      if ((elsewhere || mayAskAgain()) && !acknowledged.containsKey(id)) {
        send(id, question);
      }
    }
  }

  /** Listens until it is where the address leads to. */
  public void follow() {
    long begun = System.nanoTime();
    while (ports.getLast() != port.getAsInt()) {
      checkPatience(begun, "nobody said to leave", client);
      listen(SHORT);
    }
  }

  private void checkPatience(long begun, String what, ChatClient on) {
    if (System.nanoTime() - begun > PATIENCE.toNanos()) {
      throw new AssertionError(
          "%s after %s; was on %s; heard on this socket: %s"
              .formatted(what, PATIENCE, ports, on.heard()));
    }
  }

  private boolean mayAskAgain() {
    return askAgainAt != null && System.nanoTime() - askAgainAt >= 0;
  }

  /** Listens for so long; whether it is on another socket now. */
  public boolean listen(Duration time) {
    Optional<JsonObject> frame = client.poll(time);
    frame.ifPresent(this::hear);
    if (frame.filter(heard -> "reconnect".equals(heard.getString("type"))).isPresent()) {
      long after = frame.get().getLong("after_ms");
      moves.add(TimeUnit.NANOSECONDS.toMillis(client.arrivedAt(frame.get())) + after);
      stay(after);
      resume();
      return true;
    }
    if (frame.isEmpty() && client.isOver()) {
      resume();
      return true;
    }
    return false;
  }

  /** Goes on hearing until it is time to leave. */
  private void stay(long millis) {
    long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    for (long left = millis; left > 0; left = (until - System.nanoTime()) / 1_000_000) {
      client.poll(Duration.ofMillis(left)).ifPresent(this::hear);
    }
  }

  private void resume() {
    client.drop();
    client = connected(ChatClient.hello(welcome, seq, turn, text.length()));
  }

  /** The address may lead to a process that has no room yet, or that goes before we come. */
  private ChatClient connected(JsonObject hello) {
    long begun = System.nanoTime();
    for (int failed = 0; ; ) {
      int to = port.getAsInt();
      ChatClient there;
      JsonObject answer;
      try {
        there = ChatClient.connect(to);
        answer = there.greet(hello);
      } catch (CompletionException | AssertionError e) {
        if (++failed == ATTEMPTS) {
          throw e;
        }
        stayAway(AFTER_FAILURE.toMillis());
        continue;
      }
      if ("welcome".equals(answer.getString("type"))) {
        ports.add(to);
        return there;
      }
      there.drop();
      checkPatience(begun, "not let in", there);
      stayAway(retryAfter(answer));
    }
  }

  private static void stayAway(long millis) {
    new CompletableFuture<>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
  }

  private void send(String id, String question) {
    askAgainAt = null;
    client.ask(id, question);
  }

  private void hear(JsonObject frame) {
    if (frame.containsKey("seq") && !"ack".equals(frame.getString("type"))) {
      if (frame.getLong("seq") != seq + 1) {
        throw new AssertionError("a hole after " + seq + ": " + frame);
      }
      seq++;
    }
    switch (frame.getString("type")) {
      case "ack" -> acknowledged.put(frame.getString("id"), frame.getString("turn"));
      case "token" -> token(frame);
      case "error" -> refused(frame);
      case "done" ->
          ends.computeIfAbsent(frame.getString("turn"), d -> new ArrayList<>()).add(frame);
      default -> {}
    }
  }

  /** A question that is refused with a time may be taken then; nothing else may go wrong. */
  private void refused(JsonObject frame) {
    if (frame.getString("turn") != null) {
      throw new AssertionError(frame.encode());
    }
    askAgainAt = System.nanoTime() + Duration.ofMillis(retryAfter(frame)).toNanos();
  }

  private long retryAfter(JsonObject refusal) {
    if (!refusal.containsKey("retry_after_ms")) {
      throw new AssertionError(refusal.encode());
    }
    refused++;
    return refusal.getLong("retry_after_ms");
  }

  private void token(JsonObject frame) {
    if (!frame.getString("turn").equals(turn)) {
      turn = frame.getString("turn");
      text.setLength(0);
    }
    if (frame.getInteger("from") != text.length()) {
      throw new AssertionError("heard " + text.length() + " of " + turn + ", then " + frame);
    }
    text.append(frame.getString("text"));
  }

  /** What was heard of the last answer, joined. */
  public String text() {
    return text.toString();
  }

  public String conversation() {
    return welcome.getString("conversation");
  }

  /** The turns of the questions that were acknowledged. */
  public Map<String, String> acknowledged() {
    return acknowledged;
  }

  /** The ends that were heard of a turn. */
  public List<JsonObject> ends(String of) {
    return ends.getOrDefault(of, List.of());
  }

  /** When each {@code reconnect} wanted it to go, in milliseconds of {@code System.nanoTime}. */
  public List<Long> moves() {
    return moves;
  }

  /** How often a question, or the shopper, was refused for a while. */
  public int refused() {
    return refused;
  }

  /** Of the processes it was on, in order; one may come twice. Safe from any thread. */
  public List<Integer> ports() {
    return ports;
  }

  @Override
  public void close() {
    client.drop();
  }
}
