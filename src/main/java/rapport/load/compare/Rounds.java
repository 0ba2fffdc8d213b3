package rapport.load.compare;

import java.nio.file.Path;
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
import rapport.load.model.ScriptedModel;

/**
 * Contenders in turn, round after round, so that a machine that drifts drifts for all. Each turn
 * starts a process anew; untuned contenders have a turn in the first round only, and so have the
 * measures that hardly vary.
 */
public final class Rounds {
  private static final Scenario WARM = ScenarioFile.read("compare-warm");
  private static final Scenario IDLE = ScenarioFile.read("compare-idle");
  private static final Scenario QUESTIONS = ScenarioFile.read("compare-questions");
  private static final Scenario BUSY = ScenarioFile.read("compare-busy");
  private static final Scenario TOKENS = ScenarioFile.read("compare-tokens");
  private static final Scenario HELD = ScenarioFile.read("compare-held");

  private final List<Contender> contenders;
  private final Path target;
  private final Surroundings around;
  private final ScriptedModel model;
  private final @Nullable Double ceiling;
  private final Questions questions;
  private final Progress progress;
  private final Consumer<String> log;
  private final CompareDocument document;

  Rounds(
      List<Contender> contenders,
      Path target,
      Surroundings around,
      ScriptedModel model,
      @Nullable Double ceiling,
      Questions questions,
      Progress progress,
      Consumer<String> log,
      CompareDocument document) {
    this.contenders = contenders;
    this.target = target;
    this.around = around;
    this.model = model;
    this.ceiling = ceiling;
    this.questions = questions;
    this.progress = progress;
    this.log = log;
    this.document = document;
  }

  /** Measures; a contender that fails is told so in the document, and the others go on. */
  void run(int rounds) {
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        if (round == 1 || !contender.isUntuned()) {
          log.accept("round %d of %d: %s".formatted(round, rounds, contender.title()));
          take(contender, round);
        }
      }
    }
  }

  private void take(Contender contender, int round) {
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
      if (round == 1) {
        busy(contender, run(process, BUSY));
      }
      if (!contender.isUntuned()) {
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
    Costs costs = Costs.of(few, last);
    if (costs != null) {
      document.measured(contender, Measure.CPU_PER_QUESTION, costs.millisPerQuestion());
      document.measured(contender, Measure.CPU_PER_TOKEN, costs.microsPerToken());
    }
    Spread added = few.latency().firstTokenAdded();
    if (added != null) {
      document.measured(contender, Measure.FIRST_TOKEN_ADDED_P50, added.p50());
      document.measured(contender, Measure.FIRST_TOKEN_ADDED_P99, added.p99());
    }
    last.stream()
        .mapToDouble(Second::gapP99)
        .average()
        .ifPresent(gap -> document.measured(contender, Measure.GAP_P99, gap));
    for (Result result : List.of(few, many)) {
      complain(contender, result);
    }
  }

  private void busy(Contender contender, Result busy) {
    document.ran(busy);
    Server server = busy.server();
    if (server != null && busy.questions().answered() > 0) {
      document.measured(
          contender,
          Measure.BUSY_CPU_PER_QUESTION,
          server.cpuSeconds() * 1e3 / busy.questions().answered());
    }
    Spread added = busy.latency().firstTokenAdded();
    if (added != null) {
      document.measured(contender, Measure.BUSY_FIRST_TOKEN_ADDED_P50, added.p50());
      document.measured(contender, Measure.BUSY_FIRST_TOKEN_ADDED_P99, added.p99());
    }
    complain(contender, busy);
  }

  private void held(Contender contender, Result held) {
    document.ran(held);
    document.measured(contender, Measure.STREAMS_HELD, Held.of(held.timeline()));
    Server server = held.server();
    if (server != null) {
      document.measured(contender, Measure.MEMORY, (double) server.peakMegabytes());
    }
    complain(contender, held);
  }

  private void complain(Contender contender, Result result) {
    result
        .gaveOut()
        .forEach(
            sentence -> document.gaveOut(contender, result.scenario().name() + ": " + sentence));
  }
}
