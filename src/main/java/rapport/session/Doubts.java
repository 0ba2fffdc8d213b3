package rapport.session;

import org.jspecify.annotations.Nullable;
import rapport.chat.Question;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/*
 * A question in doubt was sent to the journal, and the connection broke before its answer. It may be in the
 * record. Its client sends it again, and then it is answered; or does not, for so long as an answer waits for
 * readers, or asks something else: then it ends in an error. The conversation stays in memory for it.
 */

/**
 * The question, at most one, of which is not known whether it was stored. On the conversation's
 * event loop only.
 */
final class Doubts {
  private final Conversations all;
  private final Conversation conversation;
  private @Nullable Doubt doubt;

  Doubts(Conversations all, Conversation conversation) {
    this.all = all;
    this.conversation = conversation;
  }

  boolean areNone() {
    return doubt == null;
  }

  boolean areAbout(TurnId turn) {
    return doubt != null && doubt.turn.id.equals(turn);
  }

  /** The turn in doubt when {@code question} is it, sent again; any other is settled now. */
  @Nullable Turn takeUp(Question question) {
    Doubt before = doubt;
    if (before == null) {
      return null;
    }
    if (before.isAbout(question)) {
      clear(before);
      return before.turn;
    }
    settle(before);
    return null;
  }

  void enter(Turn turn) {
    Doubt fresh = new Doubt(turn);
    doubt = fresh;
    fresh.timer =
        conversation
            .context
            .owner()
            .setTimer(
                all.settings().orphanGrace().toMillis(),
                waited -> conversation.context.execute(() -> settle(fresh)));
  }

  private void settle(Doubt settled) {
    if (settled.settling || doubt != settled) {
      return;
    }
    settled.settling = true;
    Turn turn = settled.turn;
    Retry.untilDone(
            conversation.context,
            () -> all.journal().fail(conversation.id, turn.id, Fault.UNAVAILABLE))
        .onComplete(known -> {
          clear(settled);
          if (known.succeeded() && known.result()) {
            conversation.tellFailed(
                turn.id, new GatewayException(Fault.UNAVAILABLE, Heard.Failed.ASK_AGAIN));
            conversation.recount();
          }
          conversation.closeIfUnread();
        });
  }

  private void clear(Doubt settled) {
    conversation.context.owner().cancelTimer(settled.timer);
    if (doubt == settled) {
      doubt = null;
    }
  }

  private static final class Doubt {
    final Turn turn;
    long timer = -1;
    boolean settling;

    Doubt(Turn turn) {
      this.turn = turn;
    }

    boolean isAbout(Question question) {
      return !settling && turn.question.id().equals(question.id());
    }
  }
}
