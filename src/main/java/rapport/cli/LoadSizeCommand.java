package rapport.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapport.load.report.Document;
import rapport.load.size.Demand;
import rapport.load.size.MeasuredFigures;
import rapport.load.size.Pod;
import rapport.load.size.Sizing;
import rapport.load.size.SizingText;

/** {@code rapport load size}: how many pods and what database so many shoppers need. */
@Command(
    name = "size",
    description = "How many pods and what database so many shoppers need, with the arithmetic.")
final class LoadSizeCommand implements Runnable {
  private final Environment environment;

  LoadSizeCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Option(names = "--sessions", required = true, paramLabel = "N", description = "Open at once.")
  private double sessions;

  @Option(names = "--streams", paramLabel = "N", description = "Answers streaming at once.")
  private @Nullable Double streams;

  @Option(
      names = "--questions-per-session-hour",
      paramLabel = "X",
      description = "How often a shopper asks, in place of --streams.")
  private @Nullable Double rate;

  @Option(names = "--answer-tokens", paramLabel = "N", description = "Length of an answer.")
  private @Nullable Double answerTokens;

  @Option(names = "--pod-cores", paramLabel = "N", description = "Cores of a pod (2).")
  private double podCores = 2;

  @Option(names = "--pod-memory", paramLabel = "MB", description = "Memory of a pod (2048).")
  private double podMemory = 2048;

  @Option(
      names = "--cpu-share",
      paramLabel = "PERCENT",
      description = "How busy cores may be on average (60).")
  private double cpuShare = 60;

  @Option(
      names = "--from",
      paramLabel = "JSON",
      description = "Figures of a result or a comparison, in place of those of this build.")
  private @Nullable Path from;

  @Override
  public void run() {
    requireUsage();
    MeasuredFigures figures = MeasuredFigures.ofThisBuild();
    if (from != null) {
      figures = figures.with(Document.read(from).figures(), from.toString());
    }
    double tokens = answerTokens == null ? figures.value("answer_tokens") : answerTokens;
    Pod pod = new Pod(podCores, podMemory, cpuShare / 100);
    Sizing sizing = new Sizing(demand(figures, tokens), tokens, pod, figures);
    environment.out().print(SizingText.of(sizing));
  }

  private Demand demand(MeasuredFigures figures, double tokens) {
    Demand.Answer answer =
        new Demand.Answer(
            tokens, figures.value("first_token_s"), figures.value("tokens_per_second"));
    if (streams != null) {
      return Demand.ofStreams(sessions, streams, answer);
    }
    double perHour = rate == null ? figures.value("questions_per_session_hour") : rate;
    return Demand.ofRate(sessions, perHour, answer);
  }

  private void requireUsage() {
    if (streams != null && rate != null) {
      throw new ParameterException(
          spec.commandLine(), "--streams and --questions-per-session-hour: one of them is enough");
    }
    require("--sessions", sessions, Double.MAX_VALUE);
    require("--streams", streams, sessions);
    require("--questions-per-session-hour", rate, Double.MAX_VALUE);
    require("--answer-tokens", answerTokens, Double.MAX_VALUE);
    require("--pod-cores", podCores, Double.MAX_VALUE);
    require("--pod-memory", podMemory, Double.MAX_VALUE);
    require("--cpu-share", cpuShare, 100);
  }

  private void require(String option, @Nullable Double value, double most) {
    if (value != null && !(value > 0 && value <= most)) {
      String bound = most == Double.MAX_VALUE ? "" : ", at most " + (long) most;
      throw new ParameterException(
          spec.commandLine(), "%s: %s (expected: more than 0%s)".formatted(option, value, bound));
    }
  }
}
