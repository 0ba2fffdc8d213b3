package rapport.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapport.load.ScenarioFile;
import rapport.load.model.Ceiling;
import rapport.load.model.Script;
import rapport.load.model.ScriptedModel;

@Command(
    name = "model",
    description =
        "Serve the scripted model alone: an OpenAI-compatible server that answers at the pace it is"
            + " told, in pieces that can be accounted for. Or measure its ceiling.")
final class LoadModelCommand implements Runnable {
  private static final int STEP_MILLIS = 2_000;
  private static final int HIGHEST_PORT = 65_535;

  private final Environment environment;

  LoadModelCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Option(names = "--host", description = "Where it listens (127.0.0.1 unless said).")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "0, unless said: any that is free.")
  private int port;

  @Option(names = "--threads", description = "Event loops, a core each at most (1 unless said).")
  private int threads = 1;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "YAML with the keys that stand under `model` in a scenario, faults included.")
  private @Nullable Path script;

  @Option(
      names = "--first-token",
      paramLabel = "MS",
      description = "Milliseconds to the first piece (300 unless said).")
  private int firstToken = Script.USUAL.firstTokenMillis();

  @Option(names = "--pace", description = "Pieces a second; 0: all at once (20 unless said).")
  private double pace = Script.USUAL.pace();

  @Option(names = "--tokens", description = "Pieces of an answer (100 unless said).")
  private int tokens = Script.USUAL.tokens();

  @Option(
      names = "--jitter",
      description = "How far waits stray, as a share of themselves (0.1 unless said).")
  private double jitter = Script.USUAL.jitter();

  @Option(names = "--ceiling", description = "Measure how much one event loop sends, and end.")
  private boolean ceiling;

  @Override
  public void run() {
    if (ceiling) {
      measureCeiling();
    } else {
      serve(script == null ? scriptOfOptions() : ScenarioFile.script(script));
    }
  }

  private Script scriptOfOptions() {
    expect(port >= 0 && port <= HIGHEST_PORT, "--port", port, "0 to 65535");
    expect(threads > 0, "--threads", threads, "1 or more");
    expect(firstToken >= 0, "--first-token", firstToken, "milliseconds, 0 or more");
    expect(pace >= 0, "--pace", pace, "pieces a second, 0 or more");
    expect(tokens > 0, "--tokens", tokens, "1 or more");
    expect(jitter >= 0 && jitter <= 1, "--jitter", jitter, "0 to 1");
    return new Script(firstToken, pace, tokens, jitter, 1, List.of());
  }

  private void expect(boolean fits, String option, Object value, String expected) {
    if (!fits) {
      throw new ParameterException(
          spec.commandLine(), "%s: %s (expected: %s)".formatted(option, value, expected));
    }
  }

  private void measureCeiling() {
    Ceiling best = Ceiling.measure(STEP_MILLIS, this::print);
    environment
        .out()
        .printf(
            "The scripted model's ceiling on one core: %,.0f pieces/s (%.2f pieces a write,"
                + " %.2f cores, %.2f %% late; %,.0f pieces a CPU second).%n",
            best.piecesPerSecond(),
            best.piecesPerWrite(),
            best.cores(),
            best.lateShare() * 100,
            best.piecesPerCpuSecond());
  }

  private void print(Ceiling step) {
    environment
        .err()
        .printf(
            "%,9.0f pieces/s   %.2f a write   model %.2f cores, readers %.2f   %5.2f %% late%n",
            step.piecesPerSecond(),
            step.piecesPerWrite(),
            step.cores(),
            step.readerCores(),
            step.lateShare() * 100);
  }

  private void serve(Script told) {
    try (ScriptedModel model = ScriptedModel.start(told, host, port, threads)) {
      environment
          .out()
          .printf(
              "The scripted model listens on %s: %d pieces an answer, %s (Ctrl-C ends it)%n",
              model.url(),
              told.tokens(),
              told.pace() == 0 ? "all at once" : "%.1f a second".formatted(told.pace()));
      environment.out().flush();
      untilStopped();
    }
  }

  /** Until SIGTERM or Ctrl-C, which end the process by themselves. */
  private static void untilStopped() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
