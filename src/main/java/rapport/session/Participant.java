package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapport.chat.ConversationId;
import rapport.chat.Language;
import rapport.chat.Question;
import rapport.chat.Secret;
import rapport.chat.TurnId;
import rapport.journal.Journal.Accepted;

/** One door's hold on a conversation. Answers come on the event loop that asks. */
public final class Participant {
  private final Conversations all;
  private final Conversation conversation;
  private final Reader reader;
  private final Secret secret;
  private final long seq;
  private final boolean recovered;

  Participant(
      Conversations all,
      Conversation conversation,
      Reader reader,
      Secret secret,
      long seq,
      boolean recovered) {
    this.all = all;
    this.conversation = conversation;
    this.reader = reader;
    this.secret = secret;
    this.seq = seq;
    this.recovered = recovered;
  }

  public ConversationId conversation() {
    return conversation.id;
  }

  public Secret secret() {
    return secret;
  }

  /** The number of the last entry there was when we came. */
  public long seq() {
    return seq;
  }

  /** False: what the client has is not ours, and everything is told from the beginning. */
  public boolean recovered() {
    return recovered;
  }

  /** Paused until it is resumed. */
  public Reader reader() {
    return reader;
  }

  /**
   * Asks. Completes when the question is committed; its answer is heard by the readers.
   *
   * @param party whom to count it to
   */
  public Future<Accepted> ask(Question question, String party) {
    return there(() -> conversation.ask(question, party));
  }

  /** What has been typed or said so far: it may be looked up ahead. */
  public void partial(String text, @Nullable Language language) {
    conversation.context.execute(() -> conversation.partial(text, language));
  }

  /** Stops an answer; one that does not run is left alone. */
  public void cancel(TurnId turn, @Nullable Integer heard) {
    conversation.context.execute(() -> conversation.cancel(turn, heard));
  }

  public Future<Void> rate(TurnId turn, boolean up, @Nullable String comment) {
    return all.rate(conversation.id, turn, up, comment);
  }

  /** Asks for a person. */
  public Future<Void> handoff(@Nullable Language language) {
    return there(() -> conversation.say(all.noPerson(language)));
  }

  private <T> Future<T> there(Supplier<Future<T>> action) {
    ContextInternal here = conversation.context.owner().getOrCreateContext();
    Promise<T> promise = here.promise();
    conversation.context.execute(() -> action.get().onComplete(promise));
    return promise.future();
  }
}
