package rapport.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rapport.load.HeapCensus;
import rapport.load.ProcessWatch;
import rapport.load.model.Script;
import rapport.load.model.ScriptFault;
import rapport.load.model.ScriptFault.Kind;

/**
 * Mixed traffic with faults for as long as is wanted: one model stream in twenty goes wrong, one
 * line in two breaks at some byte, and in one second of twenty something befalls the way to the
 * database or to the shoppers. Afterwards, with everybody gone, the gateway must be as it was.
 */
public final class Soak {
  private static final int SETTLE_SECONDS = 90;
  private static final int QUIET_SECONDS = 120;
  private static final int SECOND = 1_000;
  private static final int ONE_IN = 20;

  /** Threads that Vert.x keeps for what blocks. */
  private static final int WORKERS = 20;

  private static final int LONGEST_LINE = 200_000;
  private static final double EACH = 0.01;
  private static final Script SCRIPT =
      new Script(
          100,
          40,
          20,
          0.3,
          1,
          List.of(
              ScriptFault.stall(5, 3 * SECOND, EACH),
              ScriptFault.at(Kind.CUT, 7, EACH),
              ScriptFault.at(Kind.CUT, 0, EACH),
              ScriptFault.status(503, -1, EACH),
              ScriptFault.status(429, 1, EACH)));

  private final Plan plan;
  private final Consumer<String> progress;

  /** A run. */
  public record Plan(long seed, int warmUpSeconds, int seconds, int sessions) {}

  public Soak(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** What the gateway holds when nobody is there. */
  private record Holding(String what, double began, double ended, double slack) {
    boolean isBack() {
      return ended <= began + slack;
    }

    String text() {
      return "%,.1f → %,.1f (may grow by %,.1f)".formatted(began, ended, slack);
    }
  }

  public ChaosResult run(Scene.Setup setup) {
    try (Scene scene = new Scene(setup, SCRIPT)) {
      progress.accept("warming up");
      traffic(scene, plan.seed() + 1, plan.warmUpSeconds());
      Map<String, Double> began = holding(scene);
      progress.accept("measured; the soak begins");
      Map<String, String> figures = new LinkedHashMap<>();
      Verdict verdict = traffic(scene, plan.seed(), plan.seconds(), figures);
      List<String> complaints = new ArrayList<>(scene.defects());
      Map<String, Double> ended = holding(scene);
      began.forEach((what, value) -> {
        Holding held = new Holding(what, value, ended.getOrDefault(what, 0.0), slack(what, value));
        figures.put(what, held.text());
        if (!held.isBack()) {
          complaints.add(what + " did not come back: " + held.text());
        }
      });
      return new ChaosResult("soak", plan.seed(), figures, verdict, complaints);
    }
  }

  private void traffic(Scene scene, long seed, int seconds) {
    traffic(scene, seed, seconds, new LinkedHashMap<>());
  }

  private Verdict traffic(Scene scene, long seed, int seconds, Map<String, String> figures) {
    SplittableRandom chance = new SplittableRandom(seed);
    AtomicLong line = new AtomicLong();
    scene.front().fate(() -> fate(seed, line.getAndIncrement()));
    Shoppers shoppers =
        new Shoppers(
            scene.vertx(),
            scene.front().port(),
            new Habits(2 * SECOND, SECOND, Shoppers.QUESTIONS),
            plan.sessions(),
            seed);
    shoppers.come();
    for (int second = 0; second < seconds; second++) {
      if (second % 60 == 0) {
        progress.accept(
            "%d of %d s, %d answers"
                .formatted(second, seconds, shoppers.tally().of("answers ended")));
      }
      if (chance.nextInt(ONE_IN) == 0) {
        befall(scene, chance.nextInt(5));
      }
      Waiting.pause(SECOND);
      calm(scene);
    }
    scene.front().fate(() -> null);
    List<Ledger> ledgers = shoppers.leave(SETTLE_SECONDS);
    shoppers.tally().all().forEach((what, n) -> figures.put(what, ChaosResult.grouped(n)));
    return Checker.check(ledgers, Records.of(ledgers, scene.port()));
  }

  private static @Nullable Cut fate(long seed, long line) {
    SplittableRandom chance = new SplittableRandom(seed * 1_000_003 + line);
    return chance.nextBoolean()
        ? new Cut(Cut.Direction.CLIENT, 1 + chance.nextInt(LONGEST_LINE), chance.nextBoolean())
        : null;
  }

  private static void befall(Scene scene, int which) {
    switch (which) {
      case 0 -> scene.toDatabase().resetAll();
      case 1 -> scene.toDatabase().disturb(Disturbance.delay(100));
      case 2 -> scene.toDatabase().disturb(Disturbance.STILL);
      case 3 -> scene.front().disturb(Disturbance.slices(13));
      default -> scene.toModel().disturb(Disturbance.STILL);
    }
  }

  private static void calm(Scene scene) {
    scene.toDatabase().disturb(Disturbance.NONE);
    scene.front().disturb(Disturbance.NONE);
    scene.toModel().disturb(Disturbance.NONE);
  }

  /** Waits until the gateway has put away what it keeps for those who may come back. */
  private Map<String, Double> holding(Scene scene) {
    Waiting.until(
        () ->
            scene.metric("rapport_sockets_open") == 0
                && scene.metric("rapport_conversations_live") == 0,
        QUIET_SECONDS);
    for (int i = 0; i < WORKERS; i++) {
      scene.metric("rapport_sockets_open"); // each look may start one more worker, up to a number
    }
    Waiting.pause(TimeUnit.SECONDS.toMillis(2));
    Map<String, Double> held = new LinkedHashMap<>();
    HeapCensus heap = HeapCensus.of(scene.pid());
    ProcessWatch process = ProcessWatch.of(scene.pid());
    if (heap == null || process == null) {
      throw new ChaosException("the gateway's process cannot be looked at (expected: Linux)");
    }
    held.put("live heap, MB", heap.bytes() / 1e6);
    held.put("resident memory, MB", process.memoryBytes() / 1e6);
    held.put("timers", (double) heap.timers());
    held.put("open files", (double) process.openFiles());
    held.put("threads", (double) process.threads());
    for (String gauge : List.of("sockets_open", "conversations_live", "turns_running")) {
      held.put(gauge.replace('_', ' '), scene.metric("rapport_" + gauge));
    }
    return held;
  }

  /** Caches and pools that fill up once are no leak. */
  private static double slack(String what, double began) {
    return switch (what) {
      case "live heap, MB" -> Math.max(5, began / 10);
      case "resident memory, MB" -> began / 4;
      case "timers", "threads" -> 4;
      case "open files" -> 12;
      default -> 0;
    };
  }
}
