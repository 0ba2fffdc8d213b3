package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.Optional;
import rapport.chat.ConversationId;
import rapport.chat.Secret;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal.Opened;

/**
 * The ways into a conversation. {@code here} is the event loop of who comes in; what follows may
 * come on any.
 */
final class Entrance {
  /** Of conversations that have none: no secret has this hash. */
  private static final String NO_HASH = "";

  private static final Secret NO_SECRET = new Secret("");

  private final Conversations all;
  private final Map<ConversationId, Conversation> live;

  /**
   * @param live the conversations in memory, to which who comes in adds his
   */
  Entrance(Conversations all, Map<ConversationId, Conversation> live) {
    this.all = all;
    this.live = live;
  }

  /** A new conversation with a secret. */
  Future<Participant> begin(ContextInternal here) {
    Secret secret = Secret.random();
    return begin(here, ConversationId.random(), secret, secret.hash());
  }

  /** A new conversation under an id that a door has chosen. It has no secret. */
  Future<Participant> begin(ContextInternal here, ConversationId id) {
    return begin(here, id, NO_SECRET, NO_HASH);
  }

  private Future<Participant> begin(
      ContextInternal here, ConversationId id, Secret secret, String secretHash) {
    Conversation conversation = new Conversation(all, here, id, secretHash, 0);
    live.put(conversation.id, conversation);
    Promise<Participant> attached = here.promise();
    conversation.context.execute(() ->
        conversation
            .attach(here, Reader.Position.START)
            .ifPresent(reader ->
                attached.complete(new Participant(all, conversation, reader, secret, 0, false))));
    return attached.future();
  }

  /** Into the conversation that a door calls so, at its end; it begins when nobody knows it. */
  Future<Participant> join(ContextInternal here, ConversationId id) {
    Conversation known = live.get(id);
    return known == null ? joinStored(here, id) : attachNow(here, known);
  }

  private Future<Participant> joinStored(ContextInternal here, ConversationId id) {
    return all.opened(id)
        .compose(opened -> {
          Conversation conversation =
              live.computeIfAbsent(
                  id,
                  absent ->
                      new Conversation(
                          all,
                          here,
                          id,
                          opened.map(Opened::secretHash).orElse(NO_HASH),
                          opened.map(Opened::seq).orElse(0L)));
          opened.ifPresent(
              stored -> conversation.context.execute(() -> conversation.refresh(stored)));
          return attachNow(here, conversation);
        });
  }

  private Future<Participant> attachNow(ContextInternal here, Conversation conversation) {
    if (!conversation.secretHash.equals(NO_HASH)) {
      return wrongSecret();
    }
    Promise<Participant> promise = here.promise();
    conversation.context.execute(() -> {
      long seq = conversation.audience.seq();
      conversation
          .attach(here, new Reader.Position(seq, null, 0))
          .ifPresentOrElse(
              reader ->
                  promise.complete(
                      new Participant(all, conversation, reader, NO_SECRET, seq, true)),
              // It left the registry while we were on our way.
              () -> join(here, conversation.id).onComplete(promise));
    });
    return promise.future();
  }

  /** Into a conversation where its client left it. One that nobody knows any more begins anew. */
  Future<Participant> resume(
      ContextInternal here, ConversationId id, Secret secret, Reader.Position position) {
    Conversation known = live.get(id);
    return known == null
        ? resumeStored(here, id, secret, position)
        : attach(here, known, secret, position);
  }

  private Future<Participant> resumeStored(
      ContextInternal here, ConversationId id, Secret secret, Reader.Position position) {
    return all.opened(id)
        .compose(opened -> {
          if (opened.isEmpty()) {
            return begin(here);
          }
          Opened stored = opened.get();
          if (!secret.matches(stored.secretHash())) {
            return wrongSecret();
          }
          Conversation conversation =
              live.computeIfAbsent(
                  id, absent -> new Conversation(all, here, id, stored.secretHash(), stored.seq()));
          conversation.context.execute(() -> conversation.refresh(stored));
          return attach(here, conversation, secret, position);
        });
  }

  private Future<Participant> attach(
      ContextInternal here, Conversation conversation, Secret secret, Reader.Position position) {
    if (!secret.matches(conversation.secretHash)) {
      return wrongSecret();
    }
    Promise<Participant> promise = here.promise();
    conversation.context.execute(() -> {
      long seq = conversation.audience.seq();
      boolean recovered = position.after() <= seq;
      Optional<Reader> reader =
          conversation.attach(here, recovered ? position : Reader.Position.START);
      if (reader.isEmpty()) {
        // It left the registry while we were on our way.
        resume(here, conversation.id, secret, position).onComplete(promise);
        return;
      }
      promise.complete(new Participant(all, conversation, reader.get(), secret, seq, recovered));
    });
    return promise.future();
  }

  private static Future<Participant> wrongSecret() {
    return Future.failedFuture(
        new GatewayException(Fault.FORBIDDEN, "secret: not this conversation's"));
  }
}
