package rapport.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.ConversationId;
import rapport.chat.TurnId;

/**
 * Running answers, saved together in one statement a tick: of each, what has come since the last
 * save. Safe from any thread.
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

  void keep(ConversationId conversation, TurnId turn, IntFunction<String> textFrom) {
    running.put(turn, new Draft(conversation, turn, textFrom));
  }

  void forget(TurnId turn) {
    running.remove(turn);
  }

  /** One save at a time: a slow database gets fewer, not more. */
  private void saveGrown() {
    if (saving || running.isEmpty()) {
      return;
    }
    List<Growth> grown =
        running.values().stream().map(Draft::growth).flatMap(Optional::stream).toList();
    if (grown.isEmpty()) {
      return;
    }
    JsonArray batch = new JsonArray();
    grown.forEach(growth -> batch.add(growth.json()));
    saving = true;
    save.apply(batch)
        .onSuccess(saved -> grown.forEach(Growth::isSaved))
        .onFailure(failure -> log.warn("running answers are not saved: {}", failure.getMessage()))
        .onComplete(done -> saving = false);
  }

  Future<Void> close() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }

  /** What has come of one answer since the last save; after a failed save the next has it, too. */
  private record Growth(Draft of, int at, String text) {
    JsonObject json() {
      return new JsonObject()
          .put("conversation", of.conversation.value())
          .put("turn", of.turn.value())
          .put("at", at)
          .put("text", text);
    }

    void isSaved() {
      of.saved = at + text.length();
    }
  }

  private static final class Draft {
    private final ConversationId conversation;
    private final TurnId turn;
    private final IntFunction<String> textFrom;
    private volatile int saved;

    Draft(ConversationId conversation, TurnId turn, IntFunction<String> textFrom) {
      this.conversation = conversation;
      this.turn = turn;
      this.textFrom = textFrom;
    }

    Optional<Growth> growth() {
      int from = saved;
      String text = textFrom.apply(from);
      return text.isEmpty() ? Optional.empty() : Optional.of(new Growth(this, from, text));
    }
  }
}
