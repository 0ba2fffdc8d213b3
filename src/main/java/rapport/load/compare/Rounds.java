package rapport.load.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rapport.load.LoadException;
import rapport.load.LoadRun;
import rapport.load.Progress;
import rapport.load.Questions;
import rapport.load.Result;
import rapport.load.Result.Server;
import rapport.load.Scenario;
import rapport.load.ScenarioFile;
import rapport.load.Second;
import rapport.load.Spread;
import rapport.load.Stage;
import rapport.load.model.ScriptedModel;

/**
 * Contenders in turn, round after round, so that a machine that drifts drifts for all. Each turn
 * starts a process anew; untuned contenders have a turn in the first round only, and so have the
 * measures that hardly vary or take long.
 */
public final class Rounds {
  private static final Scenario WARM = ScenarioFile.read("compare-warm");
  private static final Scenario IDLE = ScenarioFile.read("compare-idle");
  private static final Scenario QUESTIONS = ScenarioFile.read("compare-questions");
  private static final Scenario BUSY = ScenarioFile.read("compare-busy");
  private static final Scenario TOKENS = ScenarioFile.read("compare-tokens");
  private static final Scenario HELD = ScenarioFile.read("compare-held");

  /** Questions a second. */
  private static final int EASY_RATE = 50;

  private static final int USUAL_RATE = 80;
  private static final int FLOOD = 200;
  private static final List<Integer> RATES =
      List.of(20, 35, EASY_RATE, 65, USUAL_RATE, 100, 120, 150, FLOOD, 250, 300, 400);

  /** Of what a gateway does when it is two minutes old, compilers are still a fifth. */
  private static final Stage LONG_WARM = Stage.rate(Duration.ofSeconds(150), 50);

  private static final double LONGEST_ADDED_MILLIS = 100;

  private final List<Contender> contenders;
  private final Path target;
  private final Surroundings around;
  private final Runnable forgetting;
  private final ScriptedModel model;
  private final @Nullable Double ceiling;
  private final Questions questions;
  private final Progress progress;
  private final Consumer<String> log;
  private final CompareDocument document;

  /**
   * @param forgetting takes away the record before a turn
   */
  Rounds(
      List<Contender> contenders,
      Path target,
      Surroundings around,
      Runnable forgetting,
      ScriptedModel model,
      @Nullable Double ceiling,
      Questions questions,
      Progress progress,
      Consumer<String> log,
      CompareDocument document) {
    this.contenders = contenders;
    this.target = target;
    this.around = around;
    this.forgetting = forgetting;
    this.model = model;
    this.ceiling = ceiling;
    this.questions = questions;
    this.progress = progress;
    this.log = log;
    this.document = document;
  }

  /** Measures; a contender that fails is told so in the document, and the others go on. */
  void run(int rounds, boolean thorough) {
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        if (round == 1 || !contender.isUntuned()) {
          log.accept("round %d of %d: %s".formatted(round, rounds, contender.title()));
          take(contender, round, thorough && round == 1);
        }
      }
    }
  }

  private void take(Contender contender, int round, boolean thorough) {
    forgetting.run();
    long began = System.nanoTime();
    try (ContenderProcess process = ContenderProcess.start(contender, around, target)) {
      document.measured(
          contender,
          Measure.START,
          (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
      run(process, WARM);
      if (round == 1) {
        heap(contender, run(process, IDLE));
      }
      costs(contender, run(process, QUESTIONS), run(process, TOKENS));
      if (thorough) {
        run(process, WARM.with(BUSY.sessions(), List.of(LONG_WARM)));
        rates(contender, process);
        process.awaitQuiet();
      } else if (round == 1) {
        busy(contender, process, USUAL_RATE);
      }
      if (round == 1 && !contender.isUntuned()) {
        held(contender, run(process, HELD));
      }
    } catch (LoadException e) {
      document.gaveOut(contender, String.valueOf(e.getMessage()));
    }
  }

  private Result run(ContenderProcess process, Scenario scenario) {
    return new LoadRun(scenario, process.target(), questions, model, ceiling, progress).run();
  }

  private void heap(Contender contender, Result idle) {
    Server server = idle.server();
    Double bytes = server == null ? null : server.heapBytesPerSession();
    if (bytes != null) {
      document.measured(contender, Measure.HEAP_PER_SESSION, bytes);
    }
  }

  private void costs(Contender contender, Result few, Result many) {
    document.ran(few);
    document.ran(many);
    int counted = (int) TOKENS.load().getLast().length().toSeconds();
    List<Second> last =
        many.timeline()
            .subList(Math.max(0, many.timeline().size() - counted), many.timeline().size());
    Server server = many.server();
    if (server != null) {
      document.measured(contender, Measure.MEMORY, (double) server.peakMegabytes());
    }
    Costs costs = Costs.of(few, last);
    if (costs != null) {
      document.measured(contender, Measure.CPU_PER_QUESTION, costs.millisPerQuestion());
      document.measured(contender, Measure.CPU_PER_TOKEN, costs.microsPerToken());
    }
    added(contender, few, Measure.FIRST_TOKEN_ADDED_P50, Measure.FIRST_TOKEN_ADDED_P99);
    last.stream()
        .mapToDouble(Second::gapP99)
        .average()
        .ifPresent(gap -> document.measured(contender, Measure.GAP_P99, gap));
    for (Result result : List.of(few, many)) {
      complain(contender, result);
    }
  }

  /** More and more questions a second: up to the usual rate, and on as long as all is in time. */
  private void rates(Contender contender, ContenderProcess process) {
    int most = 0;
    boolean inTime = true;
    for (int rate : RATES) {
      if (inTime || rate <= USUAL_RATE || rate == FLOOD) {
        inTime &= busy(contender, process, rate);
        most = inTime ? rate : most;
      }
    }
    document.measured(contender, Measure.MOST_QUESTIONS, most);
  }

  /** Whether all were answered, and began to be in time. */
  private boolean busy(Contender contender, ContenderProcess process, int rate) {
    Result busy = run(process, BUSY.at(rate));
    document.ran(busy);
    complain(contender, busy);
    switch (rate) {
      case EASY_RATE ->
          added(
              contender,
              busy,
              Measure.EASY_FIRST_TOKEN_ADDED_P50,
              Measure.EASY_FIRST_TOKEN_ADDED_P99);
      case USUAL_RATE -> {
        added(
            contender,
            busy,
            Measure.BUSY_FIRST_TOKEN_ADDED_P50,
            Measure.BUSY_FIRST_TOKEN_ADDED_P99);
        cost(contender, busy, Measure.BUSY_CPU_PER_QUESTION, Measure.BUSY_CPU_WITH_DATABASE);
      }
      case FLOOD ->
          cost(
              contender, busy, Measure.FLOODED_CPU_PER_QUESTION, Measure.FLOODED_CPU_WITH_DATABASE);
      default -> {}
    }
    Spread added = busy.latency().firstTokenAdded();
    return busy.questions().answered() == busy.questions().due()
        && added != null
        && added.p99() <= LONGEST_ADDED_MILLIS;
  }

  private void added(Contender contender, Result result, Measure p50, Measure p99) {
    Spread added = result.latency().firstTokenAdded();
    if (added != null) {
      document.measured(contender, p50, added.p50());
      document.measured(contender, p99, added.p99());
    }
  }

  private void cost(Contender contender, Result result, Measure alone, Measure withDatabase) {
    Server server = result.server();
    long answered = result.questions().answered();
    if (server == null || answered == 0) {
      return;
    }
    document.measured(contender, alone, server.cpuSeconds() * 1e3 / answered);
    Double database = server.databaseCpuSeconds();
    if (database != null) {
      document.measured(contender, withDatabase, (server.cpuSeconds() + database) * 1e3 / answered);
    }
  }

  private void held(Contender contender, Result held) {
    document.ran(held);
    document.measured(contender, Measure.STREAMS_HELD, Held.of(held.timeline(), HELD.untilGap()));
    complain(contender, held);
  }

  private void complain(Contender contender, Result result) {
    result
        .gaveOut()
        .forEach(
            sentence -> document.gaveOut(contender, result.scenario().name() + ": " + sentence));
  }
}
