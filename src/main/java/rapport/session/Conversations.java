package rapport.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.answer.AnswerPipeline;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Language;
import rapport.chat.Secret;
import rapport.chat.TurnId;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.journal.Journal;
import rapport.journal.Journal.Opened;
import rapport.limit.Limiter;
import rapport.session.Admission.Place;
import rapport.telemetry.Telemetry;

/**
 * The conversations that somebody reads or that have a turn running; the others are in the journal.
 */
public final class Conversations {
  private static final int LOOKING_AHEAD = 16;

  private static final long INTERRUPT_SECONDS = 3;

  /** When a question that came too late here may be asked of another process. */
  private static final Duration ASK_ELSEWHERE = Duration.ofMillis(500);

  /** A welcome does not wait longer for what is not needed to talk. */
  private static final long OPENERS_MILLIS = 1_000;

  private final Vertx vertx;
  private final AnswerPipeline answers;
  private final Journal journal;
  private final ChatSettings settings;
  private final Telemetry telemetry;
  private final int remembered;
  private final Admission admission;
  private final RecentExchanges recent = new RecentExchanges();
  private final Limiter lookingAhead = new Limiter(LOOKING_AHEAD);
  private final Clock clock = Clock.systemUTC();
  private final Map<ConversationId, Conversation> live = new ConcurrentHashMap<>();
  private final Entrance entrance = new Entrance(this, live);
  private volatile boolean leaving;

  /**
   * @param remembered how many earlier questions a prompt may hold
   */
  public Conversations(
      Vertx vertx,
      AnswerPipeline answers,
      Journal journal,
      ChatSettings settings,
      Admission admission,
      int remembered,
      Telemetry telemetry) {
    this.vertx = vertx;
    this.answers = answers;
    this.journal = journal;
    this.settings = settings;
    this.remembered = remembered;
    this.telemetry = telemetry;
    this.admission = admission;
    telemetry.gauge(
        "lookahead.running", "Searches for questions still being put", lookingAhead::taken);
    telemetry.gauge("conversations.live", "Conversations in memory", live::size);
    telemetry.gauge("conversations.recent.bytes", "Memory for what was said lately", recent::bytes);
  }

  /** A new conversation. Nothing is stored before its first question. */
  public Future<Participant> begin() {
    return entrance.begin(here());
  }

  /**
   * A new conversation under an id that a door has chosen and nobody had before. It has no secret,
   * so {@link #resume} never finds it: who may {@link #join} it is for the door to know.
   */
  public Future<Participant> begin(ConversationId id) {
    return entrance.begin(here(), id);
  }

  /**
   * Takes up a conversation where the client left it. One that nobody knows any more begins anew.
   *
   * @return fails with {@code forbidden} when the secret is not the conversation's
   */
  public Future<Participant> resume(ConversationId id, Secret secret, Reader.Position position) {
    ContextInternal here = here();
    return Coming.inTime(vertx, here, entrance.resume(here, id, secret, position));
  }

  /**
   * Takes up the conversation that a door calls so, or begins it, and hears what is said from now
   * on.
   *
   * @return fails with {@code forbidden} when the conversation has a secret
   */
  public Future<Participant> join(ConversationId id) {
    ContextInternal here = here();
    return Coming.inTime(vertx, here, entrance.join(here, id));
  }

  /** What is stored, after a turn left behind by a process that is gone has been ended. */
  Future<Optional<Opened>> opened(ConversationId id) {
    return journal
        .open(id)
        .compose(opened -> {
          boolean leftRunning =
              opened.map(Opened::last).filter(last -> last.ended() == null).isPresent();
          return leftRunning
              ? journal.recover(id).compose(recovered -> journal.open(id))
              : Future.succeededFuture(opened);
        });
  }

  /** What is said when a person is asked for and none can come. */
  Entry.Said noPerson(@Nullable Language language) {
    return new Entry.Said(
        Entry.Said.Sender.SYSTEM, null, answers.noPerson(language), clock.instant());
  }

  /** Questions to begin with; none when the catalogue does not answer in time. */
  public Future<List<String>> openers(@Nullable Language language) {
    return answers
        .openers(language)
        .timeout(OPENERS_MILLIS, TimeUnit.MILLISECONDS)
        .otherwise(List.of());
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

  /** Takes no more questions; completes when the running answers have ended. From any thread. */
  public Future<Void> leave() {
    leaving = true;
    return quiet(Conversation::quiet);
  }

  /** Ends every running answer as interrupted and waits, a little, until that is stored. */
  public Future<Void> interruptAll() {
    return quiet(Conversation::interrupt).timeout(INTERRUPT_SECONDS, TimeUnit.SECONDS);
  }

  private Future<Void> quiet(Function<Conversation, Future<Void>> each) {
    return Future.join(live.values().stream().map(each).toList()).mapEmpty();
  }

  void forget(Conversation conversation) {
    live.remove(conversation.id, conversation);
    recent.forget(conversation.id);
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

  RecentExchanges recent() {
    return recent;
  }

  /** Searches ahead of their questions: few, so that those that are asked come first. */
  Limiter lookingAhead() {
    return lookingAhead;
  }

  /**
   * Room for one more answer.
   *
   * @throws GatewayException when there is none, or will be none here any more
   */
  Place admit(String party) {
    if (leaving) {
      throw new GatewayException(
          Fault.UNAVAILABLE, "restarting: ask again on a new socket", null, ASK_ELSEWHERE);
    }
    return admission.question(party);
  }

  Clock clock() {
    return clock;
  }
}
