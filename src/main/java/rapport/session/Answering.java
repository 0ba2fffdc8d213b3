package rapport.session;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.answer.Grounded;
import rapport.chat.Entry;
import rapport.chat.Finish;
import rapport.chat.Usage;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal.Accepted;
import rapport.llm.Delta;
import rapport.telemetry.Stage;

/*
 *   RUNNING --finished/failed/cancelled--> ENDING --stored--> over
 *
 * Whatever is told is stored first: the sources before they are shown, the end before `done`. Only words are
 * shown at once; they are saved as a draft on the way. A store that fails is tried again until it succeeds, and
 * the turn waits for it: nothing is told that a crash could take back.
 */

/**
 * The life of a turn, from its stored question to its stored end. On the conversation's event loop
 * only.
 */
final class Answering {
  private static final Logger log = LoggerFactory.getLogger(Answering.class);

  private final Conversations all;
  private final Conversation conversation;
  private final Audience audience;

  Answering(Conversations all, Conversation conversation, Audience audience) {
    this.all = all;
    this.conversation = conversation;
    this.audience = audience;
  }

  /** A question that is stored: its answer begins when {@code grounded} is there. */
  void begin(Turn turn, Accepted accepted, Future<Grounded> grounded) {
    all.telemetry().took(Stage.ACCEPT, System.nanoTime() - turn.askedAt);
    turn.state = Turn.State.RUNNING;
    all.journal().keepDraft(conversation.id, turn.id, turn::textFrom);
    // The caller tells the ack first; what follows it comes after.
    audience.context.runOnContext(then -> {
      if (accepted.duplicate()) {
        audience.catchUp(accepted.seq());
      } else {
        audience.publish(new Entry.Numbered(accepted.seq(), turn.asked()));
      }
      grounded.onComplete(g -> {
        if (g.failed()) {
          fail(turn, g.cause());
          return;
        }
        try {
          speak(turn, g.result());
        } catch (RuntimeException defect) {
          fail(turn, defect);
        }
      });
    });
  }

  /** Asks the model while the sources are being stored; its words wait until they are shown. */
  private void speak(Turn turn, Grounded grounded) {
    if (turn.state != Turn.State.RUNNING) {
      return;
    }
    turn.grounded = grounded;
    turn.modelAskedAt = System.nanoTime();
    all.telemetry().took(Stage.BEFORE_MODEL, turn.modelAskedAt - turn.askedAt);
    turn.generation =
        all.answers()
            .speak(grounded)
            .pause()
            .exceptionHandler(failure -> fail(turn, failure))
            .handler(delta -> hear(turn, delta));
    Entry.Sourced sources =
        new Entry.Sourced(
            turn.id, grounded.supported().sources().without(turn.generation.degraded()));
    conversation.attention.remember(sources.sources());
    turn.sourcing =
        Retry.untilDone(
                audience.context,
                () -> all.journal().source(conversation.id, sources, grounded.receipt()))
            .onSuccess(number -> sourced(turn, sources, number))
            .onFailure(defect -> unstorable(turn, defect));
  }

  private void sourced(Turn turn, Entry.Sourced sources, Optional<Long> number) {
    turn.place.served();
    if (number.isEmpty()) {
      // Or it has ended here, before them.
      if (turn.state == Turn.State.RUNNING) {
        endedElsewhere(turn);
      }
      return;
    }
    turn.stored(number.get());
    audience.publish(new Entry.Numbered(number.get(), sources));
    all.telemetry().took(Stage.SOURCES, System.nanoTime() - turn.askedAt);
    if (turn.state == Turn.State.RUNNING && turn.generation != null) {
      turn.generation.resume();
    }
  }

  private void hear(Turn turn, Delta delta) {
    if (turn.state != Turn.State.RUNNING) {
      return;
    }
    switch (delta) {
      case Delta.Text text -> {
        boolean goOn = turn.append(text.text());
        tellWords(turn);
        if (!goOn) {
          end(turn, Finish.LENGTH, Usage.NONE);
        }
      }
      case Delta.Calls calls -> audience.tell(new Heard.Calls(turn.id, calls.json()));
      case Delta.Finished finished
          when turn.length() == 0 && finished.finish() != Finish.TOOL_CALLS ->
          fail(turn, new GatewayException(Fault.UPSTREAM_FAILED, "the model said nothing"));
      case Delta.Finished finished -> end(turn, finished.finish(), finished.usage());
    }
  }

  private void tellWords(Turn turn) {
    if (turn.firstTokenAt == 0) {
      turn.firstTokenAt = System.nanoTime();
      all.telemetry().took(Stage.MODEL_FIRST_TOKEN, turn.firstTokenAt - turn.modelAskedAt);
      all.telemetry().took(Stage.FIRST_TOKEN, turn.firstTokenAt - turn.askedAt);
    }
    audience.advance();
  }

  /** Ends an answer; what comes after its first end is not heard. */
  void end(Turn turn, Finish finish, Usage usage) {
    if (turn.state == Turn.State.ENDING) {
      return;
    }
    turn.state = Turn.State.ENDING;
    stop(turn);
    Grounded grounded = turn.grounded;
    Entry.Answered answer =
        new Entry.Answered(
            turn.id,
            finish,
            turn.text(),
            usage,
            turn.timing(),
            grounded == null ? List.of() : grounded.suggestions(),
            turn.generation == null ? null : turn.generation.degraded());
    afterSources(turn, () -> all.journal().finish(conversation.id, answer))
        .onSuccess(number -> ended(turn, answer, number))
        .onFailure(defect -> unstorable(turn, defect));
  }

  private <T> Future<T> afterSources(Turn turn, Supplier<Future<T>> store) {
    return turn.sourcing.transform(stored -> Retry.untilDone(audience.context, store));
  }

  private void ended(Turn turn, Entry.Answered answer, Optional<Long> number) {
    all.telemetry().took(Stage.TOTAL, System.nanoTime() - turn.askedAt);
    all.telemetry().count("turns", "finish", answer.finish().code());
    if (number.isEmpty()) {
      endedElsewhere(turn);
      return;
    }
    turn.stored(number.get());
    conversation.attention.answered(conversation.id, turn, answer.text(), number.get());
    conversation.over(turn);
    audience.publish(new Entry.Numbered(number.get(), answer));
    audience.trim();
    conversation.closeIfUnread();
  }

  /** A turn that fails with words keeps them; one that fails without ends in an error. */
  private void fail(Turn turn, Throwable cause) {
    if (turn.state != Turn.State.RUNNING) {
      return;
    }
    GatewayException failure = GatewayException.of(cause);
    log.warn("turn {} failed: {}", turn.id, failure.toString());
    if (turn.length() > 0) {
      end(turn, Finish.INTERRUPTED, Usage.NONE);
    } else {
      endWithoutAnswer(turn, failure);
    }
  }

  private void endWithoutAnswer(Turn turn, GatewayException failure) {
    turn.state = Turn.State.ENDING;
    stop(turn);
    afterSources(turn, () -> all.journal().fail(conversation.id, turn.id, failure.fault()))
        .onComplete(stored -> {
          all.telemetry().count("turns", "finish", failure.fault().code());
          conversation.over(turn);
          conversation.tellFailed(turn.id, failure);
          conversation.closeIfUnread();
        });
  }

  /** A defect of ours: trying again would not help, and the conversation must not hang on it. */
  private void unstorable(Turn turn, Throwable defect) {
    log.error("turn {} cannot be stored", turn.id, defect);
    endWithoutAnswer(turn, GatewayException.of(defect));
  }

  private static void stop(Turn turn) {
    if (turn.generation != null) {
      turn.generation.cancel();
    }
  }

  /** Another process took us for dead and ended the turn: what it stored is what counts. */
  private void endedElsewhere(Turn turn) {
    log.warn("turn {} was ended by another process", turn.id);
    turn.state = Turn.State.ENDING;
    stop(turn);
    conversation.over(turn);
    conversation.recount();
    conversation.closeIfUnread();
  }
}
