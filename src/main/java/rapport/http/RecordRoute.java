package rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.RecordJson;
import rapport.journal.Journal;
import rapport.journal.Journal.Opened;

/**
 * {@code GET /v1/conversations/{id}}: the stored record, for who has its secret and for
 * administrators.
 */
final class RecordRoute implements Handler<RoutingContext> {
  private static final int READ_AT_ONCE = 500;

  private final Journal journal;
  private final Bearer bearer;

  RecordRoute(Journal journal, Bearer bearer) {
    this.journal = journal;
    this.bearer = bearer;
  }

  @Override
  public void handle(RoutingContext routing) {
    ConversationId id = new ConversationId(routing.pathParam("id"));
    journal
        .open(id)
        .compose(opened ->
            bearer.requireOwner(routing, opened, Opened::secretHash, "no such conversation"))
        .compose(allowed -> read(id, 0, new ArrayList<>()))
        .onSuccess(entries -> Json.ok(routing, json(id, entries)))
        .onFailure(routing::fail);
  }

  private Future<List<Entry.Numbered>> read(
      ConversationId id, long after, List<Entry.Numbered> all) {
    return journal
        .replay(id, after, READ_AT_ONCE)
        .compose(some -> {
          all.addAll(some);
          return some.size() < READ_AT_ONCE
              ? Future.succeededFuture(all)
              : read(id, some.getLast().seq(), all);
        });
  }

  private static JsonObject json(ConversationId id, List<Entry.Numbered> entries) {
    JsonArray frames = new JsonArray();
    entries.forEach(entry -> frames.add(RecordJson.frame(entry)));
    return new JsonObject().put("conversation", id.value()).put("entries", frames);
  }
}
