package rapport.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.testing.Waiting;

/** The lab against a server whose faults are known. */
class LoadRunTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.await(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 25, 26, 100, 1_000})
  void goodRun_raisesNoAlarm_howeverPiecesAreGrouped(int group) {
    try (PlantedServer server =
        new PlantedServer(vertx, (question, pieces) -> {}, (question, since) -> 0, group, false)) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.tokens().sound()).isTrue();
      assertThat(result.tokens().received())
          .isEqualTo(result.questions().answered() * PlantedServer.PIECES);
      assertThat(result.questions().answered()).isEqualTo(server.asked()).isBetween(35L, 90L);
      assertThat(result.questions().due()).isEqualTo(result.questions().sent());
      assertThat(result.questions().errors()).isEmpty();
      assertThat(result.sessions()).isEqualTo(new Result.Sessions(40, 40, 0, 0, 0));
      assertThat(result.gaveOut()).noneMatch(said -> said.contains("pieces"));
    }
  }

  @Test
  void compressedAnswers_areReadToo() {
    try (PlantedServer server =
        new PlantedServer(vertx, (question, pieces) -> {}, (question, since) -> 0, 30, true)) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.tokens().sound()).isTrue();
      assertThat(result.tokens().received())
          .isEqualTo(server.asked() * (long) PlantedServer.PIECES)
          .isPositive();
    }
  }

  @Test
  void everyPlantedFault_isFound_andNothingElse() {
    try (PlantedServer server = PlantedServer.answering(vertx, LoadRunTest::spoil)) {
      Result result = run(server, scenario(1, 80));

      long all = server.asked();
      assertThat(all).isGreaterThan(40);
      assertThat(result.tokens())
          .isEqualTo(
              new Tokens(
                  true,
                  all * PlantedServer.PIECES,
                  all * PlantedServer.PIECES - 4 - 2,
                  4,
                  3,
                  2,
                  2,
                  1,
                  1));
      assertThat(result.gaveOut())
          .contains(
              "4 pieces of answers were lost.",
              "3 pieces of answers came twice.",
              "2 pieces of answers came out of order.",
              "2 words in answers were damaged.",
              "1 pieces came in an answer that was not theirs.",
              "1 answers were said to be whole and lack their end.");
    }
  }

  private static void spoil(int question, List<String> pieces) {
    switch (question) {
      case 3 -> pieces.remove(4);
      case 5, 6, 7 -> pieces.add(8, pieces.get(7));
      case 9, 10 -> Collections.swap(pieces, 4, 5);
      case 12 -> pieces.set(3, " 12?");
      case 13 -> pieces.set(11, pieces.get(11).replace('.', '-'));
      case 15 -> pieces.add(6, pieces.get(6).replaceFirst(" [0-9a-z]+", " zz"));
      case 17 -> pieces.subList(9, 12).clear();
      default -> {}
    }
  }

  @Test
  void answersWithoutTheModel_areCountedAsSuch_andNotAsDamage() {
    try (PlantedServer server =
        PlantedServer.answering(vertx, (question, pieces) -> {}).degradedOn("(7)")) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.questions().degraded()).isEqualTo(1);
      assertThat(result.questions().answered()).isEqualTo(result.questions().sent());
      assertThat(result.tokens().sound()).isTrue();
      assertThat(result.tokens().received())
          .isEqualTo((result.questions().answered() - 1) * PlantedServer.PIECES);
      assertThat(result.gaveOut())
          .contains(
              "1 questions were answered by the server without the model, which had no room or no words.");
    }
  }

  @Test
  void answersWithoutTheModel_thatHaveNotEnded_areNoDamageEither() {
    try (PlantedServer server =
        PlantedServer.answering(vertx, (question, pieces) -> {}).neverEndingOn("(7)")) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.questions().unserved()).isEqualTo(1);
      assertThat(result.tokens().sound()).isTrue();
    }
  }

  @Test
  void answersWhoseSocketDies_areErrors_andTheSessionComesBack() {
    try (PlantedServer server =
        PlantedServer.answering(vertx, (question, pieces) -> {}).closingEarlyOn("(7)")) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.questions().errors())
          .containsExactly(java.util.Map.entry("connection_lost", 1L));
      assertThat(result.questions().answered()).isEqualTo(result.questions().sent() - 1);
      assertThat(result.sessions().lost()).isEqualTo(1);
      assertThat(result.tokens().lost()).isZero();
      assertThat(result.tokens().shortAnswers()).isZero();
    }
  }

  /**
   * A server that does nothing for a second, in five seconds of questions. One that was due in that
   * second waits for what is left of it: of all questions a fifth, evenly from 0 to 1 s. So one in
   * a hundred waits longer than 1 - 0.01 / 0.2 = 0.95 s. A client that waits for its answers before
   * it asks again would have seen one long wait in hundreds, and told a p99 of a millisecond.
   */
  @Test
  void aStallOfASecond_isFelt_byAllWhoWereDueInIt() {
    PlantedServer.Holding stall =
        (question, since) -> since >= 2_000 && since < 3_000 ? 3_000 - since : 0;
    try (PlantedServer server =
        new PlantedServer(vertx, (question, pieces) -> {}, stall, 1_000, false)) {
      Result result = run(server, scenario(5, 100, 300));

      assertThat(result.latency().firstToken().p99()).isCloseTo(950, within(60.0));
      assertThat(result.latency().total().p99()).isCloseTo(950, within(60.0));
      assertThat(result.latency().firstToken().p50()).isLessThan(50);
      assertThat(result.tokens().sound()).isTrue();
      assertThat(result.timeline())
          .anySatisfy(second -> assertThat(second.firstTokenP99()).isGreaterThan(900));
    }
  }

  @Test
  void questionsWithoutAFreeSession_areUnserved_andCountAsTheTimeLimit() {
    try (PlantedServer server =
        new PlantedServer(vertx, (q, pieces) -> {}, (q, since) -> 400, 1_000, false)) {
      Result result = run(server, scenario(1, 100, 4));

      assertThat(result.questions().unserved()).isGreaterThan(50);
      assertThat(result.questions().due())
          .isEqualTo(result.questions().answered() + result.questions().unserved());
      assertThat(result.latency().firstToken().p99()).isCloseTo(2_000, within(10.0));
      assertThat(result.tokens().sound()).isTrue();
    }
  }

  @Test
  void answersThatDoNotEnd_areUnserved() {
    try (PlantedServer server =
        new PlantedServer(
            vertx, (q, pieces) -> {}, (q, since) -> q == 5 ? 60_000 : 0, 1_000, false)) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.questions().unserved()).isEqualTo(1);
      assertThat(result.questions().answered()).isEqualTo(server.asked() - 1);
      assertThat(result.latency().total().max()).isCloseTo(2_000, within(10.0));
    }
  }

  @Test
  void answersAtOnce_areKeptRunning() {
    try (PlantedServer server =
        new PlantedServer(vertx, (q, pieces) -> {}, (q, since) -> 100, 1_000, false)) {
      Scenario scenario =
          scenario(1, 1).with(40, List.of(Stage.streams(Duration.ofSeconds(2), 15, Duration.ZERO)));
      Result result = run(server, scenario);

      assertThat(result.timeline().getLast().streams()).isZero();
      assertThat(result.timeline().get(1).streams()).isBetween(13, 15);
      assertThat(result.questions().answered()).isBetween(15 * 10L, 15 * 20L);
      assertThat(result.questions().answered()).isEqualTo(result.questions().sent());
    }
  }

  @Test
  void answersLeftRunning_countAmongThoseOfTheStageThatFollows() {
    try (PlantedServer server =
        new PlantedServer(vertx, (q, pieces) -> {}, (q, since) -> 1_900, 1_000, false)) {
      List<Stage> stages =
          List.of(
              Stage.rate(Duration.ofMillis(800), 20),
              Stage.streams(Duration.ofMillis(800), 30, Duration.ZERO));
      Result result = run(server, scenario(1, 1).with(40, stages));

      assertThat(server.asked()).isEqualTo(30);
      assertThat(result.questions().answered()).isEqualTo(30);
    }
  }

  @Test
  void whoeverIsRefused_staysAwayAsLongAsTold() {
    try (PlantedServer server =
        PlantedServer.answering(vertx, (question, pieces) -> {}).refusing(600)) {
      Result result =
          run(
              server,
              scenario(1, 1)
                  .with(40, List.of(Stage.streams(Duration.ofSeconds(2), 10, Duration.ZERO))));

      assertThat(result.questions().refused()).isEqualTo(server.asked()).isBetween(30L, 40L);
    }
  }

  @Test
  void wordsOfARealModel_switchTheAccountOff_visibly() {
    PlantedServer.Planting words =
        (question, pieces) -> {
          pieces.clear();
          pieces.add("We have three lamps for you.");
        };
    try (PlantedServer server = PlantedServer.answering(vertx, words)) {
      Result result = run(server, scenario(1, 60));

      assertThat(result.tokens().accounted()).isFalse();
      assertThat(result.gaveOut())
          .contains("Tokens are not accounted for: the answers are not from the scripted model.");
      assertThat(result.latency().firstToken()).isNotNull();
      assertThat(result.latency().lag()).isNull();
      assertThat(result.questions().answered()).isEqualTo(server.asked());
    }
  }

  @Test
  void result_isJson_asTheContractHasIt() {
    try (PlantedServer server = PlantedServer.answering(vertx, (question, pieces) -> {})) {
      JsonObject json = run(server, scenario(2, 60)).toJson();

      assertThat(json.getInteger("format")).isEqualTo(1);
      assertThat(json.fieldNames())
          .containsExactly(
              "format",
              "name",
              "target",
              "started",
              "machine",
              "scenario",
              "seconds",
              "sessions",
              "questions",
              "tokens",
              "latency",
              "timeline",
              "server",
              "model",
              "lab",
              "gave_out");
      assertThat(json.getDouble("seconds")).isCloseTo(2, within(0.2));
      assertThat(json.getJsonObject("latency").fieldNames())
          .containsExactly(
              "connect",
              "ack",
              "cards",
              "first_token",
              "first_token_added",
              "gap",
              "lag",
              "total",
              "refusal",
              "eviction");
      assertThat(json.getJsonObject("latency").getJsonObject("ack")).isNull();
      assertThat(json.getJsonObject("latency").getJsonObject("first_token").fieldNames())
          .containsExactly("count", "mean", "p50", "p90", "p99", "p999", "max", "curve");
      assertThat(json.getJsonArray("timeline").size()).isGreaterThanOrEqualTo(2);
      assertThat(json.getJsonObject("server").getDouble("cpu_seconds")).isPositive();
      assertThat(json.getJsonObject("server").getJsonObject("memory_mb").getLong("peak"))
          .isPositive();
      assertThat(json.getJsonObject("server").getInteger("open_files")).isGreaterThan(40);
    }
  }

  @Test
  void nobodyThere_isToldInOneSentence() {
    Target nobody = new Target("nobody", URI.create("ws://127.0.0.1:1/v1/chat"), null);
    LoadRun run =
        new LoadRun(
            scenario(1, 1).with(1, scenario(1, 1).load()),
            nobody,
            Questions.madeUp(1),
            null,
            null,
            Progress.NONE);

    assertThatThrownBy(run::run)
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("ws://127.0.0.1:1/v1/chat: not one session could be opened");
  }

  private static Result run(PlantedServer server, Scenario scenario) {
    return new LoadRun(scenario, server.target(), Questions.madeUp(1), null, null, Progress.NONE)
        .run();
  }

  private static Scenario scenario(int seconds, double rate) {
    return scenario(seconds, rate, 40);
  }

  private static Scenario scenario(int seconds, double rate, int sessions) {
    return ScenarioFile.parse(
        "test.yaml",
        """
        sessions: %d
        connect_rate: 2000
        warmup: 0s
        load: [{for: %ds, rate: %s}]
        time_limit: 2s
        source_addresses: 3
        deflate: true
        """
            .formatted(sessions, seconds, rate));
  }
}
