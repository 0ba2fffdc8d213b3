package rapport.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rapport.load.OwnGateway;
import rapport.load.model.Script;

/**
 * Two gateways behind one address are replaced, one after the other, again and again, under
 * shoppers who talk: no question and no answer may be lost, and those who have to move must not all
 * come at once.
 */
public final class Restarts {
  private static final int SETTLE_SECONDS = 90;
  private static final int CALM_MILLIS = 1_000;

  /** The line in front looks so often whether a gateway is ready. */
  private static final int LOOK_MILLIS = 100;

  /** SIGTERM's number and 128: what a process that left in good order ends with. */
  private static final int LEFT = 128 + 15;

  private static final int LONGEST_LEAVING_SECONDS = 60;

  /** Twice what the gateway spreads them over. */
  private static final int MOST_IN_A_SECOND = 100;

  /** Answers of two seconds: many run in every restart. */
  private static final Script SCRIPT = new Script(300, 20, 40, 0.3, 1, List.of());

  private final Plan plan;
  private final Consumer<String> progress;
  private final List<String> complaints = new ArrayList<>();
  private final List<OwnGateway> both = new ArrayList<>();
  private long longestLeaving;

  /**
   * A run.
   *
   * @param restarts of both gateways
   * @param thinkMillis between an answer and the next question, at most
   */
  public record Plan(long seed, int restarts, int sessions, int thinkMillis) {}

  public Restarts(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  public ChaosResult run(Scene.Setup setup) {
    long began = System.nanoTime();
    // All shoppers have one address here.
    try (Scene scene = new Scene(setup.with("RAPPORT_CHAT_ADDRESS_SHARE", "1"), SCRIPT)) {
      both.add(scene.gateway());
      both.add(scene.beginAnother());
      try {
        scene.awaitReady(both.getLast());
        leadToReady(scene);
        return run(scene, began);
      } finally {
        both.forEach(OwnGateway::close);
      }
    }
  }

  private ChaosResult run(Scene scene, long began) {
    Habits habits = new Habits(plan.thinkMillis(), 300, Shoppers.QUESTIONS);
    Shoppers shoppers =
        new Shoppers(scene.vertx(), scene.front().port(), habits, plan.sessions(), plan.seed());
    shoppers.come();
    for (int i = 0; i < plan.restarts(); i++) {
      for (int which = 0; which < both.size(); which++) {
        Waiting.pause(CALM_MILLIS);
        replace(scene, which);
      }
      progress.accept(
          "%d of %d: %d acknowledged, %d moved, %d at most in a second"
              .formatted(
                  i + 1,
                  plan.restarts(),
                  shoppers.tally().of("questions acknowledged"),
                  shoppers.moves().count(),
                  shoppers.moves().mostInASecond()));
    }
    progress.accept("waiting for the last answers, then comparing");
    List<Ledger> ledgers = shoppers.leave(SETTLE_SECONDS);
    int port = both.getFirst().target().url().getPort();
    Verdict verdict = Checker.check(ledgers, Records.of(ledgers, port));
    Map<String, String> figures = figures(shoppers, began);
    judge(shoppers, verdict);
    complaints.addAll(scene.defects());
    return new ChaosResult("restarts", plan.seed(), figures, verdict, complaints);
  }

  /** SIGTERM; the line in front sees that it is not ready, and leads to the other one. */
  private void replace(Scene scene, int which) {
    OwnGateway old = both.get(which);
    long told = System.nanoTime();
    old.terminate();
    boolean ended =
        Waiting.until(
            () -> {
              leadToReady(scene);
              Waiting.pause(LOOK_MILLIS);
              return !old.isAlive();
            },
            LONGEST_LEAVING_SECONDS);
    longestLeaving = Math.max(longestLeaving, (System.nanoTime() - told) / 1_000_000);
    if (!ended) {
      complaints.add("a gateway had not left after %d s".formatted(LONGEST_LEAVING_SECONDS));
      old.kill();
    } else if (old.exitCode() != LEFT) {
      complaints.add("a gateway ended with %d".formatted(old.exitCode()));
    }
    OwnGateway next = scene.beginAnother();
    both.set(which, next);
    scene.awaitReady(next);
    leadToReady(scene);
  }

  private void leadToReady(Scene scene) {
    scene
        .front()
        .leadTo(
            both.stream()
                .filter(OwnGateway::isReady)
                .map(gateway -> gateway.target().url().getPort())
                .toList());
  }

  private Map<String, String> figures(Shoppers shoppers, long began) {
    Moves moves = shoppers.moves();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("restarts of both gateways", ChaosResult.grouped(plan.restarts()));
    figures.put("shoppers", ChaosResult.grouped(plan.sessions()));
    figures.put("seconds", ChaosResult.grouped((System.nanoTime() - began) / 1_000_000_000));
    figures.put("longest leaving, ms", ChaosResult.grouped(longestLeaving));
    figures.put("told to reconnect, and welcome again", ChaosResult.grouped(moves.count()));
    figures.put(
        "from told to welcome, p50, p99, ms",
        ChaosResult.grouped(moves.delayMillis(0.5))
            + ", "
            + ChaosResult.grouped(moves.delayMillis(0.99)));
    figures.put("welcomed in any one second, at most", ChaosResult.grouped(moves.mostInASecond()));
    shoppers.tally().all().forEach((what, n) -> figures.put(what, ChaosResult.grouped(n)));
    return figures;
  }

  private void judge(Shoppers shoppers, Verdict verdict) {
    int most = shoppers.moves().mostInASecond();
    if (most > MOST_IN_A_SECOND) {
      complaints.add("%d shoppers came back in one second".formatted(most));
    }
    if (shoppers.moves().count() < plan.restarts()) {
      complaints.add("hardly anybody was told to reconnect");
    }
    verdict.finishes().keySet().stream()
        .filter(end -> !end.equals("stop"))
        .forEach(end -> complaints.add("answers ended as %s, not as they should".formatted(end)));
    long vain = shoppers.tally().of("shoppers who waited in vain");
    if (vain > 0) {
      complaints.add("%d shoppers waited in vain for an answer".formatted(vain));
    }
  }
}
