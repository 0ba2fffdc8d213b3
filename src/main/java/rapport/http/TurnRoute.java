package rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import rapport.chat.Secret;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
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
        .compose(kept -> require(routing, kept))
        .onSuccess(kept -> Json.ok(routing, json(id, kept)))
        .onFailure(routing::fail);
  }

  /** Whoever may not see it learns nothing: not even whether it is there. */
  private Future<Kept> require(RoutingContext routing, Optional<Kept> kept) {
    boolean owner =
        kept.isPresent()
            && Bearer.token(routing)
                .filter(token -> new Secret(token).matches(kept.get().secretHash()))
                .isPresent();
    if (!owner && !bearer.isAdmin(routing)) {
      return Future.failedFuture(
          new GatewayException(
              Fault.FORBIDDEN, "the conversation's secret or the admin token is wanted as bearer"));
    }
    return kept.map(Future::succeededFuture)
        .orElseGet(
            () -> Future.failedFuture(new GatewayException(Fault.NOT_FOUND, "no such turn")));
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
