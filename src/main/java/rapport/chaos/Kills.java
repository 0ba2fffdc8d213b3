package rapport.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import rapport.load.model.Script;
import rapport.localdb.TemporaryDatabase;

/**
 * The gateway is killed and the database crashes, at random moments, under shoppers who talk.
 * Nothing that was acknowledged may be lost or be there twice.
 */
public final class Kills {
  private static final int SETTLE_SECONDS = 90;
  private static final int SHORTEST_MILLIS = 200;
  private static final int LONGEST_DOWN_MILLIS = 2_000;
  private static final int START_MILLIS = 2_000;

  /** Answers of a quarter of a second: most kills find some under way. */
  private static final Script SCRIPT = new Script(40, 40, 8, 0.3, 1, List.of());

  /** A process of a few seconds gains nothing from the second compiler. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private final Plan plan;
  private final Consumer<String> progress;

  /** What is done. */
  enum Blow {
    /** The gateway is killed and started again. */
    KILL,
    /** The gateway is killed, and its successor, too, while it starts. */
    KILL_TWICE,
    /** The database crashes, stays away for a while, and recovers. */
    CRASH
  }

  /**
   * One blow.
   *
   * @param afterMillis the last one was over
   * @param downMillis until the second kill, or until the database is started again
   */
  record Step(Blow blow, int afterMillis, int downMillis) {}

  /**
   * A run.
   *
   * @param questions that must be acknowledged at least; the run goes on until then
   * @param upMillis between blows, on average
   */
  public record Plan(
      long seed, int kills, int crashes, int sessions, long questions, int upMillis) {}

  public Kills(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** The same for the same plan. */
  static List<Step> schedule(Plan plan) {
    Random random = new Random(plan.seed());
    List<Blow> blows = new ArrayList<>(Collections.nCopies(plan.crashes(), Blow.CRASH));
    int twice = plan.kills() / 10;
    blows.addAll(Collections.nCopies(twice, Blow.KILL_TWICE));
    blows.addAll(Collections.nCopies(plan.kills() - 2 * twice, Blow.KILL));
    Collections.shuffle(blows, random);
    List<Step> steps = new ArrayList<>();
    for (Blow blow : blows) {
      int after = SHORTEST_MILLIS + random.nextInt(2 * plan.upMillis());
      int down = random.nextInt(blow == Blow.CRASH ? LONGEST_DOWN_MILLIS : START_MILLIS);
      steps.add(new Step(blow, after, down));
    }
    return steps;
  }

  /**
   * @param database what is behind {@code setup}, of this run alone
   */
  public ChaosResult run(Scene.Setup setup, TemporaryDatabase database) {
    long began = System.nanoTime();
    try (Scene scene = new Scene(setup.with(SHORT_LIVED), SCRIPT)) {
      Habits habits = new Habits(200, 300, Shoppers.QUESTIONS);
      Shoppers shoppers =
          new Shoppers(scene.vertx(), scene.front().port(), habits, plan.sessions(), plan.seed());
      shoppers.come();
      List<Step> steps = schedule(plan);
      for (int i = 0; i < steps.size(); i++) {
        Waiting.pause(steps.get(i).afterMillis());
        strike(scene, database, steps.get(i));
        progress.accept(
            "%d of %d: %s, %d acknowledged"
                .formatted(
                    i + 1,
                    steps.size(),
                    steps.get(i).blow(),
                    shoppers.tally().of("questions acknowledged")));
      }
      while (shoppers.tally().of("questions acknowledged") < plan.questions()) {
        Waiting.pause(SHORTEST_MILLIS);
      }
      return result(scene, shoppers, began);
    }
  }

  private static void strike(Scene scene, TemporaryDatabase database, Step step) {
    switch (step.blow()) {
      case KILL -> scene.replace();
      case KILL_TWICE -> {
        scene.killAndBegin();
        Waiting.pause(step.downMillis());
        scene.replace();
      }
      case CRASH -> {
        database.crash();
        Waiting.pause(step.downMillis());
        database.resume();
        if (!Waiting.until(scene::isReady, SETTLE_SECONDS)) {
          throw new ChaosException("not ready 90 s after the database was back");
        }
      }
    }
  }

  private ChaosResult result(Scene scene, Shoppers shoppers, long began) {
    progress.accept("waiting for the last answers, then comparing");
    List<Ledger> ledgers = shoppers.leave(SETTLE_SECONDS);
    Verdict verdict = Checker.check(ledgers, Records.of(ledgers, scene.port()));
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("kill -9 of the gateway", ChaosResult.grouped(plan.kills()));
    figures.put("crashes of the database", ChaosResult.grouped(plan.crashes()));
    figures.put("shoppers", ChaosResult.grouped(plan.sessions()));
    figures.put("seconds", ChaosResult.grouped((System.nanoTime() - began) / 1_000_000_000));
    shoppers.tally().all().forEach((what, n) -> figures.put(what, ChaosResult.grouped(n)));
    return new ChaosResult("kills", plan.seed(), figures, verdict, scene.defects());
  }
}
