package rapport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.testing.Waiting.await;
import static rapport.testing.Waiting.ms;
import static rapport.testing.Waiting.pass;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.testing.GatewayProcess;
import rapport.testing.Regular;
import rapport.testing.Script;
import rapport.testing.ScriptedModelServer;

/** Processes replaced under shoppers who talk, as a roll-out does it. */
@Timeout(1_200)
class RollingRestartTest {
  /** A few in every run of the tests; {@code -Drapport.test.restarts=10} for a night. */
  private static final int RESTARTS = Integer.getInteger("rapport.test.restarts", 2);

  private static final int TALKING = Integer.getInteger("rapport.test.sessions", 24);
  private static final int QUIET = 12;

  private static Vertx vertx;
  private static ScriptedModelServer model;

  /** The one that the shop's address leads to. */
  private volatile GatewayProcess current;

  private volatile boolean closing;

  private final List<Integer> processes = new ArrayList<>();
  private final List<Regular> shoppers = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    model = await(ScriptedModelServer.start(vertx)).keepNothing();
    model.always(Script.tokens(20).every(ms(50)));
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @Test
  void rollingRestart_losesNoQuestionAndNoAnswer() throws Exception {
    List<CompletableFuture<Void>> visits = new ArrayList<>();
    current = startGateway();
    processes.add(current.port());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        IntStream.range(0, TALKING)
            .forEach(i -> visits.add(CompletableFuture.runAsync(this::talk, threads)));
        IntStream.range(0, QUIET)
            .forEach(i -> visits.add(CompletableFuture.runAsync(this::stay, threads)));
        for (int i = 0; i < RESTARTS; i++) {
          allAreThere(visits);
          replace();
        }
      } finally {
        closing = true;
      }
      for (CompletableFuture<Void> visit : visits) {
        visit.get(90, TimeUnit.SECONDS);
      }
      check();
    } finally {
      current.close();
    }
  }

  /** A process that is busy at first may turn some away for seconds. */
  private void allAreThere(List<CompletableFuture<Void>> visits) {
    long begun = System.nanoTime();
    while (shoppers.size() < visits.size() || !shoppers.stream().allMatch(this::isThere)) {
      assertThat(System.nanoTime() - begun)
          .as("%d shoppers on %s", shoppers.size(), shoppers.stream().map(Regular::ports).toList())
          .isLessThan(TimeUnit.SECONDS.toNanos(60));
      assertThat(visits).noneMatch(CompletableFuture::isDone);
      pass(vertx, ms(50));
    }
  }

  private boolean isThere(Regular shopper) {
    return shopper.ports().getLast() == current.port();
  }

  /** The next process is ready before the last one is told to stop. */
  private void replace() {
    try (GatewayProcess old = current) {
      current = startGateway();
      processes.add(current.port());
      old.terminate();
      assertThat(old.exitCode()).isEqualTo(128 + 15);
    }
  }

  private static GatewayProcess startGateway() {
    return GatewayProcess.start(DemoShop.database(), DemoShop.settings(model));
  }

  /** Asks one question after the other, to the end, and two more after the last restart. */
  private void talk() {
    Regular shopper = comeIn();
    int asked = 0;
    int more = 2;
    while (more > 0) {
      more -= closing ? 1 : 0;
      shopper.ask("q" + ++asked, DemoShop.QUESTION);
    }
  }

  /** Has the page open and says nothing. */
  private void stay() {
    Regular shopper = comeIn();
    while (!closing) {
      shopper.listen(ms(50));
    }
    shopper.follow();
  }

  private Regular comeIn() {
    Regular shopper = new Regular(() -> current.port());
    shoppers.add(shopper);
    return shopper;
  }

  private void check() {
    int questions = 0;
    List<Long> moves = new ArrayList<>();
    for (Regular shopper : shoppers) {
      shopper.close();
      moves.addAll(shopper.moves());
      assertThat(shopper.ports()).containsSubsequence(processes);
      assertThat(DemoShop.record(DemoShop.database(), shopper.conversation()))
          .hasSize(3 * shopper.acknowledged().size());
      for (String turn : shopper.acknowledged().values()) {
        questions++;
        assertThat(shopper.ends(turn)).hasSize(1);
        JsonObject done = shopper.ends(turn).getFirst();
        assertThat(done.getString("finish")).isEqualTo("stop");
        assertThat(stored(shopper, turn)).containsExactly(done.getString("text"));
      }
      if (!shopper.acknowledged().isEmpty()) {
        String last = List.copyOf(shopper.acknowledged().values()).getLast();
        assertThat(shopper.text()).isEqualTo(shopper.ends(last).getFirst().getString("text"));
      }
    }
    System.out.printf(
        "%d restarts under %d sessions: %d questions, %d times refused for a while, %d moves%n",
        RESTARTS,
        shoppers.size(),
        questions,
        shoppers.stream().mapToInt(Regular::refused).sum(),
        moves.size());
    assertThat(questions).isGreaterThanOrEqualTo(2 * TALKING);
    assertThat(moves.stream().distinct()).hasSizeGreaterThan(shoppers.size() / 2);
  }

  /** The stored texts of one turn's ends. */
  private static List<String> stored(Regular shopper, String turn) {
    return DemoShop.stored(
            DemoShop.database(),
            "select (body ->> 'turn') || ' ' || (body ->> 'text') from entry"
                + " where body ->> 'type' = 'done' and conversation = ?",
            shopper.conversation())
        .stream()
        .filter(row -> row.startsWith(turn + " "))
        .map(row -> row.substring(turn.length() + 1))
        .toList();
  }
}
