package rapport.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rapport.chaos.Cut.Direction;
import rapport.load.model.Script;

/**
 * Lines between shoppers and gateway break at random bytes, in either direction, while answers
 * stream. Every answer must be the stored one in the end.
 */
public final class Cuts {
  private static final int SETTLE_SECONDS = 60;
  private static final int PATIENCE_SECONDS = 3_600;

  /** About what a line carries that lasts for an answer: handshake, hello and a question. */
  private static final int BYTES_UP = 1_000;

  /** Handshake, welcome, sources and two dozen tokens. */
  private static final int BYTES_DOWN = 9_000;

  private static final Script SCRIPT = new Script(20, 100, 24, 0.3, 1, List.of());

  private final Plan plan;
  private final Consumer<String> progress;

  /** A run. */
  public record Plan(long seed, int cuts, int sessions) {}

  public Cuts(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Where the n-th line breaks, counted from 0: the same for the same seed. */
  static Cut fate(long seed, long line) {
    SplittableRandom chance = new SplittableRandom(seed * 1_000_003 + line);
    boolean up = chance.nextInt(3) == 0;
    return new Cut(
        up ? Direction.SERVER : Direction.CLIENT,
        1 + chance.nextInt(up ? BYTES_UP : BYTES_DOWN),
        chance.nextBoolean());
  }

  public ChaosResult run(Scene.Setup setup) {
    long began = System.nanoTime();
    try (Scene scene = new Scene(setup, SCRIPT)) {
      AtomicLong line = new AtomicLong();
      scene.front().fate(() -> next(scene, line));
      Shoppers shoppers =
          new Shoppers(
              scene.vertx(),
              scene.front().port(),
              new Habits(20, 20, Shoppers.QUESTIONS),
              plan.sessions(),
              plan.seed());
      shoppers.come();
      long[] told = {0};
      Waiting.until(
          () -> {
            long cuts = scene.front().cuts();
            if (cuts - told[0] >= Math.max(100, plan.cuts() / 10)) {
              told[0] = cuts;
              progress.accept("%d of %d cuts".formatted(cuts, plan.cuts()));
            }
            return cuts >= plan.cuts();
          },
          PATIENCE_SECONDS);
      List<Ledger> ledgers = shoppers.leave(SETTLE_SECONDS);
      Verdict verdict = Checker.check(ledgers, Records.of(ledgers, scene.port()));
      Map<String, String> figures = new LinkedHashMap<>();
      figures.put("cuts at random bytes", ChaosResult.grouped(scene.front().cuts()));
      figures.put("shoppers", ChaosResult.grouped(plan.sessions()));
      figures.put("seconds", ChaosResult.grouped((System.nanoTime() - began) / 1_000_000_000));
      shoppers.tally().all().forEach((what, n) -> figures.put(what, ChaosResult.grouped(n)));
      return new ChaosResult("cuts", plan.seed(), figures, verdict, scene.defects());
    }
  }

  private @Nullable Cut next(Scene scene, AtomicLong line) {
    return scene.front().cuts() < plan.cuts() ? fate(plan.seed(), line.getAndIncrement()) : null;
  }
}
