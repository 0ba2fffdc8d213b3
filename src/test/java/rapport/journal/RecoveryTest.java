package rapport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Secret;
import rapport.chat.TurnId;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** What a process leaves behind that had more answers running than the pool lets wait. */
class RecoveryTest {
  private static final int RUNNING = 700;

  @Test
  void recovery_endsMoreAnswersThanMayWaitForAConnection() {
    Vertx vertx = Vertx.vertx();
    String url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    Database database = Database.forServing(vertx, url, TestGateway.settings(Map.of()).database());
    Journal gone = Journal.postgres(vertx, database);
    for (int i = 0; i < RUNNING; i++) {
      await(ask(gone));
    }
    await(gone.close());

    Journal next = Journal.postgres(vertx, database);
    assertThat(await(next.recover())).isEqualTo(RUNNING);
    assertThat(await(next.recover())).isZero();

    await(next.close());
    await(database.close());
    await(vertx.close());
  }

  private static Future<Journal.Accepted> ask(Journal journal) {
    Entry.Asked asked =
        new Entry.Asked(TurnId.random(), "q1", "How long?", Instant.parse("2026-11-23T10:00:00Z"));
    return journal.accept(ConversationId.random(), new Secret("s").hash(), asked);
  }
}
