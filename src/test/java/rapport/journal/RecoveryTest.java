package rapport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Finish;
import rapport.chat.Secret;
import rapport.chat.TurnId;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** What a process leaves behind that is gone. */
class RecoveryTest {
  /** More than the pool lets wait. */
  private static final int RUNNING = 700;

  /** Of each answer: 60 KB, as after two minutes of a quick model. */
  private static final int DRAFTS = 200;

  private static final String DRAFT = "x".repeat(300);

  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private Journal next;

  @BeforeEach
  void prepare() {
    String url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    database =
        Database.forServing(
            vertx,
            url,
            TestGateway.settings(Map.of("RAPPORT_DB_STATEMENT_TIMEOUT", "400ms")).database());
    next = Journal.postgres(vertx, database);
  }

  @AfterEach
  void close() {
    await(next.close());
    await(database.close());
    await(vertx.close());
  }

  @Test
  void recovery_endsMoreAnswersThanMayWait_andMoreWordsThanOneStatementMayGather() {
    List<ConversationId> left = leave(RUNNING);

    assertThat(await(next.recover())).isEqualTo(RUNNING);
    assertThat(await(next.recover())).isZero();
    assertThat(answer(left.getFirst()).text()).isEqualTo(DRAFT.repeat(DRAFTS));
    assertThat(answer(left.getLast()).text()).isEqualTo(DRAFT.repeat(DRAFTS));
  }

  @Test
  void whoeverComesBackToAConversation_endsItsAnswerAlone() {
    List<ConversationId> left = leave(3);

    await(next.recover(left.get(1)));
    assertThat(answer(left.get(1)).finish()).isEqualTo(Finish.INTERRUPTED);
    assertThat(await(next.recover())).isEqualTo(2);
  }

  @Test
  void thoseWhoComeBackAtOnce_allHaveTheirAnswerEnded() {
    List<ConversationId> left = leave(64);

    await(Future.join(left.stream().map(next::recover).toList()));
    assertThat(left).allMatch(each -> answer(each).finish() == Finish.INTERRUPTED);
  }

  @Test
  void answersOfALivingProcess_goOn() {
    Journal living = Journal.postgres(vertx, database);
    ConversationId running = ConversationId.random();
    await(ask(living, running));

    await(next.recover(running));
    assertThat(await(next.recover())).isZero();
    assertThat(await(next.open(running)).orElseThrow().last().ended()).isNull();
    await(living.close());
  }

  /** Answers of a process that is gone, with what it had saved of them. */
  private List<ConversationId> leave(int count) {
    Journal gone = Journal.postgres(vertx, database);
    List<ConversationId> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ConversationId conversation = ConversationId.random();
      await(ask(gone, conversation));
      asked.add(conversation);
    }
    await(gone.close());
    for (ConversationId each : asked) {
      await(
          database
              .pool()
              .preparedQuery(
                  """
                  insert into draft (conversation, turn, at, text)
                  select conversation, id, piece * length($2), $2
                  from turn, generate_series(0, $3 - 1) piece where conversation = $1
                  """)
              .execute(Tuple.of(each.value(), DRAFT, DRAFTS)));
    }
    return asked;
  }

  private Entry.Answered answer(ConversationId conversation) {
    return await(next.replay(conversation, 0, 10)).stream()
        .map(Entry.Numbered::entry)
        .filter(Entry.Answered.class::isInstance)
        .map(Entry.Answered.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Future<Journal.Accepted> ask(Journal journal, ConversationId conversation) {
    Entry.Asked asked =
        new Entry.Asked(TurnId.random(), "q1", "How long?", Instant.parse("2026-11-23T10:00:00Z"));
    return journal.accept(conversation, new Secret("s").hash(), asked);
  }
}
