package rapport.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import rapport.chat.TurnId;
import rapport.journal.Journal;
import rapport.journal.Journal.Kept;

/**
 * {@code GET /v1/turns/{id}}: how an answer came about, for who has its conversation's secret and
 * for administrators.
 */
final class TurnRoute implements Handler<RoutingContext> {
  private final Journal journal;
  private final Bearer bearer;

  TurnRoute(Journal journal, Bearer bearer) {
    this.journal = journal;
    this.bearer = bearer;
  }

  @Override
  public void handle(RoutingContext routing) {
    TurnId id = new TurnId(routing.pathParam("id"));
    journal
        .turn(id)
        .compose(kept -> bearer.requireOwner(routing, kept, Kept::secretHash, "no such turn"))
        .onSuccess(kept -> Json.ok(routing, json(id, kept)))
        .onFailure(routing::fail);
  }

  private static JsonObject json(TurnId id, Kept kept) {
    JsonObject json =
        new JsonObject()
            .put("turn", id.value())
            .put("conversation", kept.conversation().value())
            .put("question", kept.question())
            .put("asked_at", kept.askedAt().toString())
            .put("finish", kept.finish());
    JsonObject receipt = kept.receipt();
    return receipt == null ? json : json.mergeIn(receipt);
  }
}
