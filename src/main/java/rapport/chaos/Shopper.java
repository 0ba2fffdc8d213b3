package rapport.chaos;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/*
 *   away --connected, welcomed--> here --line lost, or silent too long--> away (comes back after a pause)
 *
 * Asks one question after the other, each until it is acknowledged and its turn has ended. What was not
 * acknowledged is sent again under the same id: on the next line, or on this one when nothing is said to it.
 */

/** One shopper: keeps to the protocol, never gives up, writes all down. On its own event loop. */
final class Shopper extends VerticleBase {
  private static final long LOOK_MILLIS = 500;
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

  /** The gateway promises a word on a question within 5 s. */
  private static final long UNANSWERED_NANOS = TimeUnit.SECONDS.toNanos(8);

  private static final long ENDLESS_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Of the pause before a lost line is replaced or a refused question is sent again. */
  private static final int MOST_DOUBLINGS = 2;

  private final WebSocketClient client;
  private final int port;
  private final Habits habits;
  private final SplittableRandom chance;
  private final Tally tally;
  private final Moves moves;
  private final Ledger ledger = new Ledger();
  private final Place place = new Place();
  private final Promise<Ledger> left = Promise.promise();
  private final Set<String> over = new HashSet<>();
  private @Nullable WebSocket line;
  private boolean welcome;
  private int asked;
  private @Nullable Asking asking;
  private long heardAt;
  private boolean leaving;
  private int misses;
  private int unwantedMillis;

  /** By {@link System#nanoTime}; 0 when not told, or there since. */
  private long toldToMove;

  Shopper(WebSocketClient client, int port, Habits habits, long seed, Tally tally, Moves moves) {
    this.client = client;
    this.port = port;
    this.habits = habits;
    this.chance = new SplittableRandom(seed);
    this.tally = tally;
    this.moves = moves;
  }

  @Override
  public Future<?> start() {
    later(habits.awayMillis(), this::connect);
    vertx.setPeriodic(LOOK_MILLIS, look -> look());
    return Future.succeededFuture();
  }

  /** Asks nothing more; completes when the last answer has ended. From any thread. */
  Future<Ledger> leave() {
    context.runOnContext(then -> {
      leaving = true;
      if (asking == null) {
        gone();
      }
    });
    return left.future();
  }

  /** What was written down, whether it has left or not. From any thread. */
  Future<Ledger> ledger() {
    Promise<Ledger> promise = Promise.promise();
    context.runOnContext(then -> promise.complete(ledger));
    return promise.future();
  }

  private void gone() {
    left.tryComplete(ledger);
    WebSocket last = line;
    line = null;
    if (last != null) {
      last.close();
    }
  }

  // --- the line

  private void connect() {
    if (left.future().isComplete()) {
      return;
    }
    client
        .connect(port, "127.0.0.1", "/v1/chat")
        .onSuccess(this::connected)
        .onFailure(refused -> {
          tally.count("connections refused");
          comeBack();
        });
  }

  private void connected(WebSocket fresh) {
    line = fresh;
    welcome = false;
    heardAt = System.nanoTime();
    fresh.exceptionHandler(broken -> {});
    fresh.closeHandler(closed -> lost(fresh));
    fresh.textMessageHandler(text -> {
      if (fresh.equals(line)) {
        hear(new JsonObject(text));
      }
    });
    send(place.hello());
  }

  private void lost(WebSocket gone) {
    if (gone.equals(line)) {
      line = null;
      tally.count(welcome ? "lines lost" : "lines lost before the welcome");
      comeBack();
    }
  }

  /** After a while, longer each time it was in vain, and not before the gateway wants it. */
  private void comeBack() {
    int most = habits.awayMillis() << Math.min(misses++, MOST_DOUBLINGS);
    vertx.setTimer(unwantedMillis + 1 + chance.nextInt(most + 1), then -> connect());
    unwantedMillis = 0;
  }

  private void drop() {
    WebSocket dropped = line;
    if (dropped != null) {
      lost(dropped);
      dropped.close();
    }
  }

  /** Takes another line when it is told to, unless this one was lost before. */
  private void move(int afterMillis) {
    WebSocket old = line;
    toldToMove = System.nanoTime();
    vertx.setTimer(
        Math.max(1, afterMillis),
        then -> {
          if (old != null && old.equals(line)) {
            line = null;
            old.close();
            connect();
          }
        });
  }

  private void look() {
    if (line == null) {
      return;
    }
    long now = System.nanoTime();
    Asking open = asking;
    if (now - heardAt > SILENCE_NANOS) {
      tally.count("lines given up as silent");
      drop();
    } else if (now - heardAt > PING_NANOS) {
      send(new JsonObject().put("type", "ping"));
    } else if (open == null || !welcome) {
      return;
    } else if (open.turn == null && now - open.sentAt > UNANSWERED_NANOS) {
      tally.count("questions nobody said a word to");
      put(open);
    } else if (now - open.sentAt > ENDLESS_NANOS) {
      tally.count("answers without an end for 30 s");
      open.sentAt = now;
      drop();
    }
  }

  private void send(JsonObject frame) {
    if (line != null) {
      line.writeTextMessage(frame.encode());
    }
  }

  // --- what is heard

  private void hear(JsonObject frame) {
    heardAt = System.nanoTime();
    switch (frame.getString("type")) {
      case "welcome" -> welcomed(frame);
      case "ack" -> acked(frame);
      case "token" -> piece(frame);
      case "error" -> failed(frame);
      case "pong" -> {}
      case "reconnect" -> move(frame.getInteger("after_ms"));
      default -> entry(frame);
    }
  }

  private void welcomed(JsonObject frame) {
    String joined = frame.getString("conversation");
    boolean recovered = frame.getBoolean("recovered");
    if (!recovered) {
      tally.count(joined.equals(here()) ? "told all again" : "conversations begun");
    }
    String secret = frame.getString("secret");
    place.welcomed(joined, secret, recovered);
    ledger.joined(joined, secret);
    ledger.add(new Event.Welcomed(joined, recovered));
    welcome = true;
    if (toldToMove != 0) {
      moves.done(toldToMove);
      toldToMove = 0;
    }
    Asking open = asking;
    if (open != null) {
      open.sentAt = System.nanoTime();
      putAgain(open);
    } else if (asked == 0) {
      ask();
    }
  }

  private void acked(JsonObject frame) {
    String id = frame.getString("id");
    boolean again = frame.getBoolean("duplicate");
    ledger.add(new Event.Acked(here(), id, frame.getString("turn"), frame.getLong("seq"), again));
    tally.count(again ? "acks of what was known" : "acks");
    Asking open = asking;
    if (open != null && open.id.equals(id)) {
      if (open.turn == null) {
        tally.count("questions acknowledged");
        misses = 0;
      }
      open.turn = frame.getString("turn");
      endIfOver(open);
    }
  }

  private void piece(JsonObject frame) {
    String of = frame.getString("turn");
    String text = frame.getString("text");
    ledger.add(new Event.Piece(here(), of, frame.getInteger("from"), text));
    place.heard(of, text.length());
  }

  private void entry(JsonObject frame) {
    Event.Entry entry = Records.entry(frame);
    ledger.add(new Event.Told(here(), entry));
    place.told(entry.seq());
    if (entry.type().equals("done") && entry.turn() != null) {
      ended(entry.turn());
    }
  }

  private void failed(JsonObject frame) {
    String code = frame.getString("code");
    String of = frame.getString("turn");
    Asking open = asking;
    if (of != null) {
      tally.count("errors of turns: " + code);
      ledger.add(new Event.Failed(here(), of, code));
      ended(of);
    } else if (frame.getString("id") == null) {
      tally.count("refused at the door: " + code);
      unwantedMillis = frame.getInteger("retry_after_ms", 0);
      drop();
    } else {
      tally.count("questions refused: " + code);
      if (open != null && open.turn == null) {
        int wait = Math.max(1, frame.getInteger("retry_after_ms", habits.awayMillis()));
        open.sentAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        vertx.setTimer(wait, then -> putAgain(open));
      }
    }
  }

  private void ended(String of) {
    over.add(of);
    if (asking != null) {
      endIfOver(asking);
    }
  }

  // --- what is asked

  private void ask() {
    if (leaving) {
      gone();
      return;
    }
    String text = habits.questions().get(chance.nextInt(habits.questions().size()));
    asking = new Asking("q" + ++asked, text);
    if (welcome && line != null) {
      put(asking);
    }
  }

  private void putAgain(Asking question) {
    if (question == asking && question.turn == null && welcome) {
      put(question);
    }
  }

  private void put(Asking question) {
    if (line == null) {
      return;
    }
    question.sentAt = System.nanoTime();
    ledger.add(new Event.Sent(here(), question.id, question.text));
    send(new JsonObject().put("type", "ask").put("id", question.id).put("text", question.text));
  }

  private void endIfOver(Asking question) {
    if (question.turn == null || !over.contains(question.turn)) {
      return;
    }
    over.clear();
    asking = null;
    tally.count("answers ended");
    if (leaving) {
      gone();
    } else {
      later(habits.thinkMillis(), this::ask);
    }
  }

  private String here() {
    return place.conversation();
  }

  /** After a while of {@code most} milliseconds at most. */
  private void later(int most, Runnable what) {
    vertx.setTimer(1 + chance.nextInt(most + 1), then -> what.run());
  }
}
