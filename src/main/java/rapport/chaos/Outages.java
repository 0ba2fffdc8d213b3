package rapport.chaos;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import rapport.load.model.Script;
import rapport.localdb.TemporaryDatabase;

/**
 * The database and the model stand still, swallow, are slow, are away or full, one after the other,
 * under shoppers who talk. Sockets must stay open, nothing acknowledged may be lost, and readiness
 * must say what is wrong.
 */
public final class Outages {
  private static final int SETTLE_SECONDS = 60;
  private static final int CALM_MILLIS = 2_000;
  private static final int SLOW_MILLIS = 300;
  private static final Script SCRIPT = new Script(40, 40, 8, 0.3, 1, List.of());

  /** Short, so that a model that stands still is given up within an outage. */
  private static final Map<String, String> SHORT_PATIENCE =
      Map.of("RAPPORT_LLM_FIRST_TOKEN_TIMEOUT", "2s", "RAPPORT_LLM_IDLE_TIMEOUT", "2s");

  private final Plan plan;
  private final Consumer<String> progress;
  private final Map<String, String> figures = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();

  /**
   * A run.
   *
   * @param outageMillis how long each outage lasts
   */
  public record Plan(long seed, int sessions, int outageMillis) {}

  /**
   * Something that goes wrong for a while.
   *
   * @param unready the check of readiness that must fail meanwhile; empty: none need
   */
  private record Outage(String name, String unready, Runnable begin, Runnable end) {}

  public Outages(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * @param database what is behind {@code setup}, of this run alone
   */
  public ChaosResult run(Scene.Setup setup, TemporaryDatabase database) {
    Map<String, String> settings = new HashMap<>(SHORT_PATIENCE);
    settings.putAll(setup.settings());
    Scene.Setup patient = new Scene.Setup(setup.databaseUrl(), setup.jvm(), settings);
    try (Scene scene = new Scene(patient, SCRIPT)) {
      Habits habits = new Habits(200, 300, Shoppers.QUESTIONS);
      Shoppers shoppers =
          new Shoppers(scene.vertx(), scene.front().port(), habits, plan.sessions(), plan.seed());
      shoppers.come();
      for (Outage outage : outages(scene, database)) {
        Waiting.pause(CALM_MILLIS);
        suffer(scene, shoppers.tally(), outage);
      }
      List<Ledger> ledgers = shoppers.leave(SETTLE_SECONDS);
      Verdict verdict = Checker.check(ledgers, Records.of(ledgers, scene.port()));
      shoppers.tally().all().forEach((what, n) -> figures.put(what, ChaosResult.grouped(n)));
      complaints.addAll(scene.defects());
      return new ChaosResult("outages", plan.seed(), figures, verdict, complaints);
    }
  }

  private static List<Outage> outages(Scene scene, TemporaryDatabase database) {
    return List.of(
        line("database stands still", "database", scene.toDatabase(), Disturbance.STILL),
        line("database swallows", "database", scene.toDatabase(), Disturbance.SWALLOWED),
        line("database is slow", "", scene.toDatabase(), Disturbance.delay(SLOW_MILLIS)),
        new Outage(
            "database is full",
            "database",
            () -> {
              database.limitConnections(0);
              scene.toDatabase().resetAll();
            },
            () -> database.limitConnections(-1)),
        line("model stands still", "", scene.toModel(), Disturbance.STILL),
        line("model swallows", "", scene.toModel(), Disturbance.SWALLOWED),
        new Outage(
            "model is away",
            "",
            () -> {
              scene.toModel().leadTo(0);
              scene.toModel().resetAll();
            },
            () -> scene.toModel().leadTo(scene.model().url().getPort())));
  }

  private static Outage line(
      String name, String unready, FaultProxy proxy, Disturbance disturbance) {
    return new Outage(
        name,
        unready,
        () -> proxy.disturb(disturbance),
        () -> {
          proxy.disturb(Disturbance.NONE);
          if (disturbance.swallowed()) {
            proxy.resetAll(); // what was swallowed is missing for ever
          }
        });
  }

  private void suffer(Scene scene, Tally tally, Outage outage) {
    progress.accept(outage.name());
    long lost = linesLost(tally);
    long acknowledged = tally.of("questions acknowledged");
    long began = System.nanoTime();
    outage.begin().run();
    Map<String, String> reasons = new TreeMap<>();
    while (System.nanoTime() - began < plan.outageMillis() * 1_000_000L) {
      reasons.putAll(reasons(scene));
      Waiting.pause(CALM_MILLIS / 10);
    }
    long meanwhile = tally.of("questions acknowledged") - acknowledged;
    outage.end().run();
    long ended = System.nanoTime();
    boolean ready = Waiting.until(scene::isReady, SETTLE_SECONDS);
    long readyMillis = (System.nanoTime() - ended) / 1_000_000;
    long gone = linesLost(tally) - lost;
    figures.put(
        outage.name(),
        "%d acked meanwhile, %d sockets lost, ready after %d ms, said: %s"
            .formatted(meanwhile, gone, readyMillis, reasons.isEmpty() ? "ready" : reasons));
    complainIf(!ready, outage, "not ready a minute after");
    complainIf(gone > 0, outage, gone + " sockets were lost");
    complainIf(
        !outage.unready().isEmpty() && !reasons.containsKey(outage.unready()),
        outage,
        "readiness did not say so");
  }

  private void complainIf(boolean bad, Outage outage, String what) {
    if (bad) {
      complaints.add(outage.name() + ": " + what);
    }
  }

  private static long linesLost(Tally tally) {
    return tally.of("lines lost") + tally.of("lines given up as silent");
  }

  /** Why the gateway says it is not ready, by check. */
  private static Map<String, String> reasons(Scene scene) {
    JsonObject checks =
        new JsonObject(scene.management("/health/ready").body()).getJsonObject("checks");
    Map<String, String> reasons = new TreeMap<>();
    for (String check : checks.fieldNames()) {
      JsonObject result = checks.getJsonObject(check);
      if (!result.getBoolean("ok")) {
        reasons.put(check, result.getString("reason"));
      }
    }
    return reasons;
  }
}
