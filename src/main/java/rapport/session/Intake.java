package rapport.session;

import io.vertx.core.Future;
import java.util.List;
import rapport.answer.Grounded;
import rapport.chat.Exchange;
import rapport.chat.Question;
import rapport.chat.TurnId;
import rapport.fault.GatewayException;
import rapport.journal.Journal.Accepted;
import rapport.journal.Journal.InDoubt;
import rapport.session.Admission.Place;

/**
 * Takes a conversation's questions into the record, one at a time. On the conversation's event loop
 * only.
 */
final class Intake {
  private final Conversations all;
  private final Conversation conversation;
  private final Answering answering;

  Intake(Conversations all, Conversation conversation, Answering answering) {
    this.all = all;
    this.conversation = conversation;
    this.answering = answering;
  }

  /**
   * Begins a turn when there is room for one. Completes when its question is committed.
   *
   * @param party whom to count it to
   */
  Future<Accepted> accept(Question question, String party) {
    Place place;
    try {
      place = all.admit(party);
    } catch (GatewayException refused) {
      return Future.failedFuture(refused);
    }
    Turn turn = turn(question, place);
    conversation.accepting(turn);
    // The database works on it while the question is being understood.
    Future<Accepted> accepting =
        all.journal().accept(conversation.id, conversation.secretHash, turn.asked());
    turn.before = conversation.attention.history(conversation.id, accepting);
    Future<Grounded> grounded =
        conversation.here(conversation.attention.ground(question, history(turn)));
    turn.accepting =
        conversation
            .here(accepting)
            .onSuccess(accepted -> accepted(turn, accepted, grounded))
            .onFailure(failure -> notAccepted(turn, failure));
    return turn.accepting;
  }

  /** A question in doubt that is sent again is the same turn; one that is not is settled now. */
  private Turn turn(Question question, Place place) {
    Turn before = conversation.doubts.takeUp(question);
    TurnId turn = before == null ? TurnId.random() : before.id;
    return new Turn(
        turn, question, all.clock().instant(), place, before != null, conversation.audience.seq());
  }

  /** A conversation that was begun elsewhere is told of with its first question. */
  private Future<List<Exchange>> history(Turn turn) {
    return conversation.audience.seq() == 0
        ? Future.succeededFuture(turn.question.brief().before())
        : turn.before;
  }

  private void accepted(Turn turn, Accepted accepted, Future<Grounded> grounded) {
    // A duplicate that is ours had been stored, we were not told, and nobody has answered it.
    boolean ours = accepted.turn().equals(turn.id) && accepted.ended() == null;
    if (!accepted.duplicate() || ours) {
      conversation.forgetFailure();
      turn.stored(accepted.seq());
      answering.begin(turn, accepted, grounded);
    } else {
      conversation.drop(turn);
      told(accepted);
    }
  }

  /** A question that was answered before: its error has no other trace than us. */
  private void told(Accepted accepted) {
    Heard.Failed failed = Heard.Failed.of(accepted.turn(), accepted.ended());
    if (failed != null) {
      conversation.context.runOnContext(then -> conversation.audience.tell(failed));
    } else if (accepted.ended() == null) {
      conversation.follow(accepted.turn());
    }
  }

  private void notAccepted(Turn turn, Throwable failure) {
    if (failure instanceof InDoubt || turn.again) {
      conversation.doubts.enter(turn);
    }
    conversation.drop(turn);
  }
}
