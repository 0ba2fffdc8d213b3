package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.answer.Grounded;
import rapport.chat.ConversationId;
import rapport.chat.Exchange;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.chat.Sources;
import rapport.chat.Topic;
import rapport.journal.Journal.Accepted;
import rapport.search.Ahead;

/**
 * What a conversation is about, and what is just being said in it. On the conversation's event loop
 * only.
 */
final class Attention {
  private final Conversations all;
  private final ContextInternal context;
  private final LookAhead lookAhead;
  private @Nullable Topic topic;
  private boolean known;
  private boolean unasked;

  /**
   * @param seq the number of the last entry: of a conversation that has some the record tells what
   *     it is about
   */
  Attention(Conversations all, ContextInternal context, long seq) {
    this.all = all;
    this.context = context;
    this.lookAhead = new LookAhead(all, context);
    this.known = seq == 0;
    this.unasked = known;
  }

  /** What was said so far of a question that is still being put. */
  void hear(String text, @Nullable Language language) {
    if (known) {
      lookAhead.hear(text, language, topic);
    }
  }

  /**
   * The last exchanges that are needed to answer a question, and to know what it is about. In
   * memory they are looked for as soon as the question's number is known, which tells whether they
   * are the last ones.
   *
   * @param accepting the question
   */
  Future<List<Exchange>> history(ConversationId conversation, Future<Accepted> accepting) {
    if (!known) {
      int needed = Math.max(all.remembered(), Topic.REMEMBERED + 1);
      return all.journal().recent(conversation, needed, true);
    }
    return unasked || all.recent().has(conversation)
        ? accepting.compose(accepted -> upTo(conversation, accepted.seq() - 1))
        : all.journal().recent(conversation, all.remembered(), false);
  }

  private Future<List<Exchange>> upTo(ConversationId conversation, long seq) {
    return all.recent()
        .upTo(conversation, seq)
        .map(Future::succeededFuture)
        .orElseGet(() -> all.journal().recent(conversation, all.remembered(), false));
  }

  /**
   * An answer is stored, as the entry {@code seq}. It is remembered with those before it, unless an
   * answer that was given elsewhere may stand among them.
   */
  void answered(ConversationId conversation, Turn turn, String answer, long seq) {
    if (turn.isUndisturbed() && turn.before.succeeded()) {
      List<Exchange> exchanges = new ArrayList<>(turn.before.result());
      exchanges.add(new Exchange(turn.question.text(), answer, null));
      all.recent().add(conversation, last(exchanges), seq);
    }
  }

  /**
   * Finds what the answer stands on, with what was found ahead. Fails, never throws.
   *
   * @param history as many as are needed; where it cannot be read the question stands alone
   */
  Future<Grounded> ground(Question question, Future<List<Exchange>> history) {
    Ahead ahead = lookAhead.take();
    return recall(question, history)
        .compose(recalled -> all.answers().ground(question, topic, told(history), ahead));
  }

  private Future<Void> recall(Question question, Future<List<Exchange>> history) {
    List<Exchange> elsewhere = unasked ? question.brief().before() : List.of();
    unasked = false;
    return elsewhere.isEmpty() ? recall(history) : retrace(last(elsewhere), question.language());
  }

  private Future<Void> retrace(List<Exchange> elsewhere, @Nullable Language language) {
    Promise<Optional<Topic>> here = context.promise();
    all.answers().retrace(elsewhere, language).onComplete(here);
    return here.future()
        .onSuccess(found -> topic = found.orElse(null))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Void> recall(Future<List<Exchange>> history) {
    if (known) {
      return Future.succeededFuture();
    }
    Promise<List<Exchange>> here = context.promise();
    history.onComplete(here);
    return here.future()
        .onSuccess(exchanges -> {
          topic = Topic.after(exchanges);
          known = true;
        })
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** As many as the model is reminded of. */
  private Future<List<Exchange>> told(Future<List<Exchange>> history) {
    return history.map(this::last).otherwise(List.of());
  }

  private List<Exchange> last(List<Exchange> exchanges) {
    return exchanges.subList(Math.max(0, exchanges.size() - all.remembered()), exchanges.size());
  }

  /** What an answer stands on, which is what may be asked about next. */
  void remember(Sources sources) {
    if (known) {
      topic = Topic.after(topic, sources);
    }
  }
}
