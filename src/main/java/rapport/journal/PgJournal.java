package rapport.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Exchange;
import rapport.chat.Finish;
import rapport.chat.Receipt;
import rapport.chat.ReceiptJson;
import rapport.chat.RecordJson;
import rapport.chat.Timing;
import rapport.chat.TurnId;
import rapport.chat.Usage;
import rapport.database.Database;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.life.CheckResult;

/** The journal in PostgreSQL. */
final class PgJournal implements Journal {
  private static final Logger log = LoggerFactory.getLogger(PgJournal.class);
  private static final String UNIQUE_VIOLATION = "23505";

  private static final int MOST_LATER = 64;

  /** Of answers that a process left running. */
  private static final int ENDED_AT_ONCE = 32;

  private final Pool pool;
  private final Pool later;

  /** Statements that were given to {@link #runLater} and are not done. */
  private final AtomicInteger underway = new AtomicInteger();

  private final long node = ThreadLocalRandom.current().nextLong();
  private final NodeLock lock;
  private final Drafts drafts;
  private final StoreHealth health = new StoreHealth();

  PgJournal(Vertx vertx, Database database) {
    this.pool = database.pool();
    this.later = database.later();
    this.lock = new NodeLock(vertx, database.connectOptions(), node);
    this.drafts = new Drafts(vertx, this::saveDrafts);
  }

  @Override
  public Future<Accepted> accept(
      ConversationId conversation, String secretHash, Entry.Asked asked) {
    Tuple values =
        Tuple.of(
            conversation.value(),
            secretHash,
            asked.turn().value(),
            asked.id(),
            asked.text(),
            node,
            RecordJson.body(asked));
    // A turn is only ours to answer while our lock says that we live.
    return lock.held()
        .recover(Database::failure)
        .compose(held -> store(values))
        .compose(rows -> accepted(asked, rows.iterator().next()));
  }

  /** From here on a database that goes away may have committed before it went. */
  private Future<RowSet<Row>> store(Tuple values) {
    return health
        .watch(pool.preparedQuery(JournalSql.ACCEPT).execute(values))
        .recover(failure -> askAgainIfKnownMeanwhile(failure, values))
        .recover(Database::failure)
        .recover(failure ->
            Future.failedFuture(
                GatewayException.of(failure).fault() == Fault.UNAVAILABLE
                    ? new InDoubt(failure)
                    : failure));
  }

  private Future<RowSet<Row>> askAgainIfKnownMeanwhile(Throwable failure, Tuple values) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())
        ? pool.preparedQuery(JournalSql.ACCEPT).execute(values)
        : Future.failedFuture(failure);
  }

  private static Future<Accepted> accepted(Entry.Asked asked, Row row) {
    if (!row.getString("question").equals(asked.text())) {
      return Future.failedFuture(
          new GatewayException(
              Fault.CONFLICT,
              "id: " + asked.id() + " was already used for another question (expected: a new id)"));
    }
    return Future.succeededFuture(
        new Accepted(
            new TurnId(row.getString("turn")),
            row.getLong("seq"),
            row.getBoolean("duplicate"),
            row.getString("finish")));
  }

  @Override
  public Future<Optional<Long>> source(
      ConversationId conversation, Entry.Sourced sources, Receipt receipt) {
    return run(
            JournalSql.SOURCE,
            Tuple.of(
                conversation.value(),
                sources.turn().value(),
                RecordJson.body(sources),
                ReceiptJson.write(receipt)))
        .map(PgJournal::number);
  }

  @Override
  public Future<Optional<Kept>> turn(TurnId turn) {
    return run(JournalSql.TURN, Tuple.of(turn.value()))
        .map(rows -> rows.stream().map(PgJournal::kept).findFirst());
  }

  private static Kept kept(Row row) {
    return new Kept(
        new ConversationId(row.getString("conversation")),
        row.getString("secret_hash"),
        row.getString("question"),
        row.getOffsetDateTime("asked_at").toInstant(),
        row.getString("finish"),
        row.getJsonObject("receipt"));
  }

  @Override
  public Future<Optional<Long>> finish(ConversationId conversation, Entry.Answered answer) {
    drafts.forget(answer.turn());
    return runLater(
            JournalSql.FINISH,
            Tuple.of(
                conversation.value(),
                answer.turn().value(),
                answer.finish().code(),
                RecordJson.body(answer)))
        .map(PgJournal::number);
  }

  @Override
  public Future<Boolean> fail(ConversationId conversation, TurnId turn, Fault fault) {
    drafts.forget(turn);
    return runLater(JournalSql.FAIL, Tuple.of(conversation.value(), turn.value(), fault.code()))
        .map(rows -> rows.rowCount() > 0);
  }

  @Override
  public Future<Long> append(ConversationId conversation, String secretHash, Entry entry) {
    return run(
            JournalSql.APPEND, Tuple.of(conversation.value(), secretHash, RecordJson.body(entry)))
        .map(rows -> rows.iterator().next().getLong("seq"));
  }

  @Override
  public Future<Optional<Opened>> open(ConversationId conversation) {
    return run(JournalSql.OPEN, Tuple.of(conversation.value()))
        .map(rows -> rows.stream().findFirst().map(PgJournal::opened));
  }

  private static Opened opened(Row row) {
    String turn = row.getString("turn");
    return new Opened(
        row.getString("secret_hash"),
        row.getLong("seq"),
        turn == null ? null : new LastTurn(new TurnId(turn), row.getString("finish")));
  }

  @Override
  public Future<List<Entry.Numbered>> replay(ConversationId conversation, long after, int limit) {
    return run(JournalSql.REPLAY, Tuple.of(conversation.value(), after, limit))
        .map(rows -> rows.stream().map(PgJournal::numbered).toList());
  }

  private static Entry.Numbered numbered(Row row) {
    return new Entry.Numbered(row.getLong("seq"), RecordJson.entry(row.getJsonObject("body")));
  }

  @Override
  public Future<List<Exchange>> recent(
      ConversationId conversation, int limit, boolean withSources) {
    return run(JournalSql.RECENT, Tuple.of(conversation.value(), limit, withSources))
        .map(rows -> rows.stream().map(PgJournal::exchange).toList().reversed());
  }

  private static Exchange exchange(Row row) {
    JsonObject sources = row.getJsonObject("sources");
    return new Exchange(
        row.getString("question"),
        row.getString("answer"),
        sources != null && RecordJson.entry(sources) instanceof Entry.Sourced sourced
            ? sourced.sources()
            : null);
  }

  @Override
  public Future<Boolean> rate(
      ConversationId conversation, TurnId turn, boolean up, @Nullable String comment) {
    return run(
            JournalSql.RATE,
            Tuple.of(conversation.value(), turn.value(), up ? "up" : "down", comment))
        .map(rows -> rows.rowCount() > 0);
  }

  @Override
  public void keepDraft(ConversationId conversation, TurnId turn, IntFunction<String> textFrom) {
    drafts.keep(conversation, turn, textFrom);
  }

  private Future<Void> saveDrafts(JsonArray batch) {
    return runLater(JournalSql.SAVE_DRAFTS, Tuple.of(batch)).mapEmpty();
  }

  @Override
  public Future<Integer> recover() {
    return recoverAfter(0)
        .onSuccess(count -> {
          if (count > 0) {
            log.info("{} answers of a process that is gone ended as interrupted", count);
          }
        });
  }

  /** So many at a time: all that a crowded process left is too much for one statement. */
  private Future<Integer> recoverAfter(int before) {
    return interruptAll(JournalSql.ABANDONED, Tuple.of(node, ENDED_AT_ONCE))
        .compose(
            ended -> ended == 0 ? Future.succeededFuture(before) : recoverAfter(before + ended));
  }

  @Override
  public Future<Void> recover(ConversationId conversation) {
    return interruptAll(JournalSql.ABANDONED_THERE, Tuple.of(node, conversation.value()))
        .mapEmpty();
  }

  private Future<Integer> interruptAll(String abandoned, Tuple values) {
    return lock.held()
        .recover(Database::failure)
        .compose(held -> run(abandoned, values))
        .compose(
            rows -> Future.join(rows.stream().map(this::interrupt).toList()).map(rows.rowCount()));
  }

  private Future<Optional<Long>> interrupt(Row row) {
    return finish(
        new ConversationId(row.getString("conversation")),
        new Entry.Answered(
            new TurnId(row.getString("id")),
            Finish.INTERRUPTED,
            row.getString("draft"),
            Usage.NONE,
            Timing.UNKNOWN,
            List.of()));
  }

  private Future<RowSet<Row>> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).recover(Database::failure);
  }

  /**
   * Nobody waits for it before an answer's first word. When very many answers end at once, as they
   * do when a process leaves, all connections are for them.
   */
  private Future<RowSet<Row>> runLater(String sql, Tuple values) {
    Pool free = underway.incrementAndGet() > MOST_LATER ? pool : later;
    return free.preparedQuery(sql)
        .execute(values)
        .onComplete(done -> underway.decrementAndGet())
        .recover(Database::failure);
  }

  private static Optional<Long> number(RowSet<Row> rows) {
    return rows.stream().findFirst().map(row -> row.getLong("seq"));
  }

  @Override
  public Future<CheckResult> check() {
    return lock.check().map(health::check);
  }

  @Override
  public Future<Void> close() {
    return drafts.close().eventually(lock::close);
  }
}
