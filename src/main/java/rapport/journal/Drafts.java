package rapport.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.ConversationId;
import rapport.chat.TurnId;

/**
 * Running answers, saved together in one statement a tick, and only those that have grown. Safe
 * from any thread.
 */
final class Drafts {
  private static final Logger log = LoggerFactory.getLogger(Drafts.class);
  private static final long TICK_MILLIS = 500;

  private final Vertx vertx;
  private final Function<JsonArray, Future<Void>> save;
  private final Map<TurnId, Draft> running = new ConcurrentHashMap<>();
  private final long timer;
  private volatile boolean saving;

  Drafts(Vertx vertx, Function<JsonArray, Future<Void>> save) {
    this.vertx = vertx;
    this.save = save;
    this.timer = vertx.setPeriodic(TICK_MILLIS, tick -> saveGrown());
  }

  void keep(ConversationId conversation, TurnId turn, Supplier<String> text) {
    running.put(turn, new Draft(conversation, turn, text));
  }

  void forget(TurnId turn) {
    running.remove(turn);
  }

  /** One save at a time: a slow database gets fewer, not more. */
  private void saveGrown() {
    if (saving || running.isEmpty()) {
      return;
    }
    JsonArray batch = new JsonArray();
    running.values().forEach(draft -> draft.addIfGrown(batch));
    if (batch.isEmpty()) {
      return;
    }
    saving = true;
    save.apply(batch).onFailure(this::notSaved).onComplete(done -> saving = false);
  }

  /** The next tick tries again, also with answers that have not grown until then. */
  private void notSaved(Throwable failure) {
    log.warn("running answers are not saved: {}", failure.getMessage());
    running.values().forEach(draft -> draft.saved = 0);
  }

  Future<Void> close() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }

  private static final class Draft {
    private final ConversationId conversation;
    private final TurnId turn;
    private final Supplier<String> text;
    private volatile int saved;

    Draft(ConversationId conversation, TurnId turn, Supplier<String> text) {
      this.conversation = conversation;
      this.turn = turn;
      this.text = text;
    }

    void addIfGrown(JsonArray batch) {
      String now = text.get();
      if (now.length() != saved) {
        saved = now.length();
        batch.add(PgJournal.draft(conversation, turn, now));
      }
    }
  }
}
