package rapport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rapport.chat.Availability;
import rapport.chat.Candidate;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.ConversationId;
import rapport.chat.Entry;
import rapport.chat.Exchange;
import rapport.chat.FaqSource;
import rapport.chat.Finish;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.chat.Receipt;
import rapport.chat.ReceiptJson;
import rapport.chat.Relaxed;
import rapport.chat.Secret;
import rapport.chat.Sources;
import rapport.chat.Timing;
import rapport.chat.TurnId;
import rapport.chat.Understanding;
import rapport.chat.Usage;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.fault.Fault;
import rapport.journal.Journal.Kept;
import rapport.testing.TestDatabase;
import rapport.testing.TestGateway;

/** What is kept of turns, and what is remembered of them. */
class PgJournalTest {
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  private static final String SECRET = new Secret("s").hash();

  private static Vertx vertx;
  private static Database database;
  private static Journal journal;

  private ConversationId conversation;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    String url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    database = Database.forServing(vertx, url, TestGateway.settings(Map.of()).database());
    journal = Journal.postgres(vertx, database);
  }

  @AfterAll
  static void disconnect() {
    await(journal.close());
    await(database.close());
    await(vertx.close());
  }

  @BeforeEach
  void begin() {
    conversation = ConversationId.random();
  }

  @Test
  void turn_isKeptFromItsQuestionOn_andHasItsReceiptOnceItHasSources() {
    TurnId turn = ask("a tent");
    Instant now = Instant.now();
    Kept asked = await(journal.turn(turn)).orElseThrow();
    assertThat(asked)
        .isEqualTo(new Kept(conversation, SECRET, "a tent", asked.askedAt(), null, null));
    assertThat(asked.askedAt()).isBetween(now.minusSeconds(60), now.plusSeconds(60));

    source(turn, sources("a tent"), receipt("first"));
    JsonObject written = ReceiptJson.write(receipt("first"));
    assertThat(await(journal.turn(turn)).orElseThrow().receipt()).isEqualTo(written);
    source(turn, sources("a tent"), receipt("told twice"));
    assertThat(await(journal.turn(turn)).orElseThrow().receipt()).isEqualTo(written);

    answer(turn, "This one.");
    Kept answered = await(journal.turn(turn)).orElseThrow();
    assertThat(answered.finish()).isEqualTo("stop");
    assertThat(answered.receipt()).isEqualTo(written);
  }

  @Test
  void turn_thatFailed_isKeptWithItsFault() {
    TurnId turn = ask("a tent");
    await(journal.fail(conversation, turn, Fault.TIMEOUT));
    Kept kept = await(journal.turn(turn)).orElseThrow();
    assertThat(kept.finish()).isEqualTo(Fault.TIMEOUT.code());
    assertThat(kept.receipt()).isNull();
  }

  @Test
  void turn_ofNobody_isNotThere() {
    assertThat(await(journal.turn(TurnId.random()))).isEmpty();
  }

  @Test
  void recent_isTheLastAnswers_withWhatTheyStoodOn_oldestFirst() {
    for (String text : List.of("one", "two", "three")) {
      TurnId turn = ask(text);
      source(turn, sources(text), receipt("h"));
      await(journal.append(conversation, SECRET, said("meanwhile")));
      answer(turn, "to " + text);
    }
    assertThat(await(journal.recent(conversation, 2, true)))
        .containsExactly(exchange("two", sources("two")), exchange("three", sources("three")));
    assertThat(await(journal.recent(conversation, 2, false)))
        .containsExactly(exchange("two", null), exchange("three", null));
    assertThat(await(journal.recent(conversation, 9, true))).hasSize(3);
    assertThat(await(journal.recent(conversation, 0, true))).isEmpty();
    assertThat(await(journal.recent(ConversationId.random(), 9, true))).isEmpty();
  }

  @Test
  void recent_passesOverWhatHasNoAnswer_orNotYet() {
    TurnId answered = ask("one");
    source(answered, sources("one"), receipt("h"));
    answer(answered, "to one");
    TurnId bare = ask("two");
    answer(bare, "to two");
    await(journal.fail(conversation, ask("three"), Fault.TIMEOUT));
    ask("four");
    assertThat(await(journal.recent(conversation, 2, true)))
        .containsExactly(exchange("one", sources("one")), exchange("two", null));
  }

  @Test
  void recent_isInTheOrderOfQuestions_howeverMuchIsSaidBetween() {
    TurnId first = ask("one");
    for (int i = 0; i < 12; i++) {
      await(journal.append(conversation, SECRET, said("wait")));
    }
    TurnId second = ask("two"); // of another process
    answer(second, "to two");
    source(first, sources("one"), receipt("h"));
    answer(first, "to one");
    assertThat(await(journal.recent(conversation, 2, true)))
        .containsExactly(exchange("one", sources("one")), exchange("two", null));
  }

  private TurnId ask(String text) {
    TurnId turn = TurnId.random();
    await(journal.accept(conversation, SECRET, new Entry.Asked(turn, "q-" + turn, text, AT)));
    return turn;
  }

  private void source(TurnId turn, Sources sources, Receipt receipt) {
    Optional<Long> number =
        await(journal.source(conversation, new Entry.Sourced(turn, sources), receipt));
    assertThat(number).isPresent();
  }

  private void answer(TurnId turn, String text) {
    await(
        journal.finish(
            conversation,
            new Entry.Answered(
                turn, Finish.STOP, text, Usage.NONE, new Timing(1, 2, 3, 4, 5), List.of())));
  }

  private static Entry.Said said(String text) {
    return new Entry.Said(Entry.Said.Sender.SYSTEM, null, text, AT);
  }

  private static Exchange exchange(String text, @Nullable Sources sources) {
    return new Exchange(text, "to " + text, sources);
  }

  private static Sources sources(String text) {
    Card card =
        new Card(
            "T-1",
            "Tent",
            "/tent",
            null,
            new Money(9_900, "USD"),
            null,
            "Tarnhollow",
            "Outdoor > Tents",
            Availability.IN_STOCK,
            new Card.Rating(4.5, 7),
            0.75,
            List.of("under $100"));
    return new Sources(
        List.of(card), List.of(new FaqSource("F-1", "?", "!", null, 0.5)), understood(text), null);
  }

  private static Understanding understood(String text) {
    return new Understanding(
        text,
        Following.REFINED,
        "adds '" + text + "'",
        List.of(),
        Constraints.NONE.withNotBrands(List.of("Veyla")).withMinRating(4.0),
        new Relaxed("max_price", "$50", "$99"));
  }

  private static Receipt receipt(String hash) {
    return new Receipt(
        Language.ENGLISH,
        understood("a tent"),
        List.of(new Candidate("T-1", 0.5, 0.25, 0.02, 0.6), new Candidate("T-2", null, 0, 0, 0)),
        List.of(),
        "no encoder",
        hash,
        1,
        2,
        3);
  }
}
