package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rapport.answer.AnswerPipeline;
import rapport.chat.ConversationId;
import rapport.chat.Finish;
import rapport.chat.Language;
import rapport.chat.Secret;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal;
import rapport.journal.Journal.LastTurn;
import rapport.journal.Journal.Opened;
import rapport.limit.Limiter;
import rapport.telemetry.Telemetry;

/**
 * The conversations that somebody reads or that have a turn running; the others are in the journal.
 */
public final class Conversations {
  private static final long INTERRUPT_SECONDS = 3;

  private final Vertx vertx;
  private final AnswerPipeline answers;
  private final Journal journal;
  private final ChatSettings settings;
  private final Telemetry telemetry;
  private final int remembered;
  private final Limiter turns;
  private final Clock clock = Clock.systemUTC();
  private final Map<ConversationId, Conversation> live = new ConcurrentHashMap<>();

  /**
   * @param remembered how many earlier questions a prompt may hold
   */
  public Conversations(
      Vertx vertx,
      AnswerPipeline answers,
      Journal journal,
      ChatSettings settings,
      int remembered,
      Telemetry telemetry) {
    this.vertx = vertx;
    this.answers = answers;
    this.journal = journal;
    this.settings = settings;
    this.remembered = remembered;
    this.telemetry = telemetry;
    this.turns = new Limiter(settings.maxTurns());
    telemetry.gauge("turns.running", "Answers that run now", turns::taken);
    telemetry.gauge("conversations.live", "Conversations in memory", live::size);
  }

  /** A new conversation. Nothing is stored before its first question. */
  public Future<Participant> begin() {
    ContextInternal here = here();
    Secret secret = Secret.random();
    Conversation conversation =
        new Conversation(this, here, ConversationId.random(), secret.hash(), 0);
    live.put(conversation.id, conversation);
    Promise<Participant> attached = here.promise();
    conversation.context.execute(() ->
        conversation
            .attach(here, Reader.Position.START)
            .ifPresent(reader ->
                attached.complete(new Participant(conversation, reader, secret, 0, false))));
    return attached.future();
  }

  /**
   * Takes up a conversation where the client left it. One that nobody knows any more begins anew.
   *
   * @return fails with {@code forbidden} when the secret is not the conversation's
   */
  public Future<Participant> resume(ConversationId id, Secret secret, Reader.Position position) {
    Conversation known = live.get(id);
    return known == null
        ? resumeStored(id, secret, position)
        : attach(known, secret, position, null);
  }

  private Future<Participant> resumeStored(
      ConversationId id, Secret secret, Reader.Position position) {
    return opened(id)
        .compose(opened -> {
          if (opened.isEmpty()) {
            return begin();
          }
          Opened stored = opened.get();
          if (!secret.matches(stored.secretHash())) {
            return wrongSecret();
          }
          Conversation conversation =
              live.computeIfAbsent(
                  id,
                  absent -> new Conversation(this, here(), id, stored.secretHash(), stored.seq()));
          return attach(conversation, secret, position, stored.last());
        });
  }

  /** What is stored, after turns left behind by a process that is gone have been ended. */
  private Future<Optional<Opened>> opened(ConversationId id) {
    return journal
        .open(id)
        .compose(opened -> {
          boolean leftRunning =
              opened.map(Opened::last).filter(last -> last.ended() == null).isPresent();
          return leftRunning
              ? journal.recover().compose(recovered -> journal.open(id))
              : Future.succeededFuture(opened);
        });
  }

  private Future<Participant> attach(
      Conversation conversation, Secret secret, Reader.Position position, @Nullable LastTurn last) {
    if (!secret.matches(conversation.secretHash)) {
      return wrongSecret();
    }
    ContextInternal here = here();
    Promise<Participant> promise = here.promise();
    conversation.context.execute(() -> {
      long seq = conversation.seq();
      boolean recovered = position.after() <= seq;
      Optional<Reader> reader =
          conversation.attach(here, recovered ? position : Reader.Position.START);
      if (reader.isEmpty()) {
        // It left the registry while we were on our way.
        resume(conversation.id, secret, position).onComplete(promise);
        return;
      }
      failedTurn(last).ifPresent(reader.get()::notice);
      promise.complete(new Participant(conversation, reader.get(), secret, seq, recovered));
    });
    return promise.future();
  }

  private static Future<Participant> wrongSecret() {
    return Future.failedFuture(
        new GatewayException(Fault.FORBIDDEN, "secret: not this conversation's"));
  }

  /** The error frame of a turn that has no other trace in the record. */
  private static Optional<Heard.Failed> failedTurn(@Nullable LastTurn last) {
    if (last == null || last.ended() == null || isFinish(last.ended())) {
      return Optional.empty();
    }
    Fault fault =
        List.of(Fault.values()).stream()
            .filter(f -> f.code().equals(last.ended()))
            .findFirst()
            .orElse(Fault.INTERNAL);
    return Optional.of(
        new Heard.Failed(
            last.turn(),
            new GatewayException(fault, "this question could not be answered: ask it again")));
  }

  private static boolean isFinish(String code) {
    return List.of(Finish.values()).stream().anyMatch(finish -> finish.code().equals(code));
  }

  /** Questions to begin with; none when the catalogue does not answer. */
  public Future<List<String>> openers(@Nullable Language language) {
    return answers.openers(language).otherwise(List.of());
  }

  /** Stores or replaces a rating; fails with {@code not_found} when there is no such turn. */
  Future<Void> rate(
      ConversationId conversation, TurnId turn, boolean up, @Nullable String comment) {
    return journal
        .rate(conversation, turn, up, comment)
        .compose(there ->
            there
                ? Future.succeededFuture()
                : Future.failedFuture(
                    new GatewayException(Fault.NOT_FOUND, "turn: no such turn here")));
  }

  /** Ends every running answer as interrupted and waits, a little, until that is stored. */
  public Future<Void> interruptAll() {
    List<Future<Void>> ended = live.values().stream().map(Conversation::interrupt).toList();
    return Future.join(ended).timeout(INTERRUPT_SECONDS, TimeUnit.SECONDS).mapEmpty();
  }

  void forget(Conversation conversation) {
    live.remove(conversation.id, conversation);
  }

  private ContextInternal here() {
    return ((ContextInternal) vertx.getOrCreateContext()).unwrap();
  }

  AnswerPipeline answers() {
    return answers;
  }

  Journal journal() {
    return journal;
  }

  ChatSettings settings() {
    return settings;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  int remembered() {
    return remembered;
  }

  Limiter turns() {
    return turns;
  }

  Clock clock() {
    return clock;
  }
}
