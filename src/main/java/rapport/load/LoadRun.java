package rapport.load;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rapport.load.Scenario.Reconnect;
import rapport.load.model.Loops;
import rapport.load.model.ScriptedModel;

/**
 * One run of a scenario against a server: opens the sessions, warms up, measures, waits for the
 * last answers, closes everything. On the caller's thread, which waits; the sessions live on an
 * event loop of the run's own.
 */
public final class LoadRun {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long SETTLE_NANOS = 2 * SECOND;
  private static final long OPENING_SLACK_NANOS = 15 * SECOND;
  private static final int HEAP_PART = 5;
  private static final int MOST_IN_VAIN = 2;

  private final Scenario scenario;
  private final Target target;
  private final Questions questions;
  private final @Nullable ScriptedModel model;
  private final @Nullable Double ceiling;
  private final Progress progress;
  private final Meter meter;

  /**
   * @param model the one behind the server, when it is this process's own: then every token must be
   *     its, and its pace is watched; null for another
   * @param ceiling of that model in pieces a second, as measured before; null when it was not
   */
  public LoadRun(
      Scenario scenario,
      Target target,
      Questions questions,
      @Nullable ScriptedModel model,
      @Nullable Double ceiling,
      Progress progress) {
    this.scenario = scenario;
    this.target = target;
    this.questions = questions;
    this.model = model;
    this.ceiling = ceiling;
    this.progress = progress;
    this.meter = new Meter(target, model);
  }

  /**
   * Runs it. The model, if it is the lab's own, answers by the scenario's script from now on.
   *
   * @throws LoadException when not one session could be opened
   */
  public Result run() {
    Instant started = Instant.now();
    if (model != null) {
      model.follow(scenario.model());
    }
    try (Loops loops = new Loops("clients", 1)) {
      EventLoop loop = loops.group().next();
      Crowd crowd = on(loop, () -> new Crowd(loops, loop, scenario, target));
      Double heap = open(loop, crowd);
      Demand demand = on(loop, () -> new Demand(crowd, scenario, questions));
      measure(loop, crowd, demand);
      return on(
          loop,
          () -> {
            crowd.close();
            return result(started, crowd, heap);
          });
    }
  }

  // --- opening

  private @Nullable Double open(EventLoop loop, Crowd crowd) {
    progress.phase("opening " + scenario.sessions() + " sockets");
    Long pid = target.pid();
    if (!scenario.heapSlope() || pid == null || scenario.sessions() < HEAP_PART) {
      open(loop, crowd, scenario.sessions());
      return null;
    }
    int few = scenario.sessions() / HEAP_PART;
    Long before = census(loop, crowd, few, pid);
    int fewOpen = on(loop, () -> crowd.open);
    Long after = census(loop, crowd, scenario.sessions() - few, pid);
    int more = on(loop, () -> crowd.open) - fewOpen;
    return before == null || after == null || more <= 0 ? null : (double) (after - before) / more;
  }

  private @Nullable Long census(EventLoop loop, Crowd crowd, int count, long pid) {
    open(loop, crowd, count);
    pauseUntil(System.nanoTime() + SETTLE_NANOS);
    progress.phase("counting what lives in the server's heap");
    return HeapCensus.liveBytes(pid);
  }

  private void open(EventLoop loop, Crowd crowd, int count) {
    int wanted =
        on(
            loop,
            () -> {
              crowd.open(count);
              return crowd.size();
            });
    long patience = count * SECOND / scenario.connectRate() + OPENING_SLACK_NANOS;
    long giveUp = System.nanoTime() + patience;
    int open = 0;
    while (open < wanted && System.nanoTime() < giveUp) {
      pauseUntil(System.nanoTime() + SECOND / 20);
      open = on(loop, () -> crowd.open);
      if (open == 0 && on(loop, () -> crowd.refused + crowd.failed) >= MOST_IN_VAIN * wanted) {
        break; // everybody has tried more than once, and nobody is there
      }
      progress.opening(open, scenario.sessions());
    }
    if (open == 0) {
      on(
          loop,
          () -> {
            crowd.close();
            return 0;
          });
      throw new LoadException(
          "%s: not one session could be opened (expected: a server that speaks rapport.v1 there)"
              .formatted(target.url()));
    }
  }

  // --- measuring

  private void measure(EventLoop loop, Crowd crowd, Demand demand) {
    progress.phase(scenario.warmup().isZero() ? "measuring" : "warming up");
    long began = System.nanoTime();
    on(
        loop,
        () -> {
          demand.begin();
          cutWhenDue(crowd);
          return 0;
        });
    long counted = began + scenario.warmup().toNanos();
    pauseUntil(counted);
    progress.phase("measuring");
    meter.begin(
        on(
            loop,
            () -> {
              crowd.figures.begin();
              return Meter.Counts.of(crowd, demand);
            }));
    double ofSeconds = scenario.length().toNanos() / 1e9;
    long ends = counted + scenario.length().toNanos();
    long next = counted;
    while (next < ends && !scenario.gapsAreTooLong(meter.timeline())) {
      next = Math.min(next + SECOND, ends);
      second(loop, crowd, demand, next, ofSeconds);
    }
    meter.end();
    if (scenario.hangUp()) {
      return;
    }
    progress.phase("waiting for the last answers");
    long giveUp = ends + scenario.timeLimit().toNanos() + SECOND;
    while (!on(loop, demand::isDrained) && next < giveUp) {
      next += SECOND;
      second(loop, crowd, demand, next, ofSeconds);
    }
  }

  private void cutWhenDue(Crowd crowd) {
    Reconnect reconnect = scenario.reconnect();
    if (reconnect != null) {
      crowd.later(
          scenario.warmup().plus(reconnect.at()).toNanos(), () -> crowd.cutAll(reconnect.within()));
    }
  }

  private void second(EventLoop loop, Crowd crowd, Demand demand, long until, double ofSeconds) {
    pauseUntil(until);
    Second second = meter.second(on(loop, () -> Meter.Counts.of(crowd, demand)));
    progress.second(second, ofSeconds);
  }

  // --- the result

  private Result result(Instant started, Crowd crowd, @Nullable Double heap) {
    Figures figures = crowd.figures;
    boolean scripted = model != null || figures.tokens.selfDescribing();
    Result bare =
        new Result(
            scenario,
            target.name(),
            started,
            Machine.here(),
            meter.seconds(),
            new Result.Sessions(
                scenario.sessions(), crowd.everOpened, crowd.refused, crowd.failed, crowd.lost),
            new Result.Questioned(
                figures.due,
                figures.sent,
                figures.answered,
                figures.refused,
                figures.unserved,
                figures.noAnswer,
                figures.degraded,
                figures.errors),
            figures.tokens.read(scripted),
            figures.latency(scripted),
            meter.timeline(),
            meter.server(heap),
            meter.model(ceiling),
            new Result.Lab(
                meter.labCpuSeconds(), figures.lateMillisP99(), meter.machineCpuSeconds()),
            List.of());
    return bare.withGaveOut(GaveOut.of(bare, figures.otherClock));
  }

  private static <T> T on(EventLoop loop, Callable<T> what) {
    try {
      return loop.submit(what).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted");
    }
  }

  private static void pauseUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new LoadException("interrupted");
      }
    }
  }
}
