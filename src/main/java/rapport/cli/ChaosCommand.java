package rapport.cli;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapport.chaos.ChaosResult;
import rapport.chaos.Cuts;
import rapport.chaos.Kills;
import rapport.chaos.Scene;
import rapport.database.Schema;
import rapport.localdb.LocalDatabase;
import rapport.localdb.TemporaryDatabase;

@Command(
    name = "chaos",
    description = {
      "The chaos lab: whether the chat protocol's promises hold while things break. Brings a"
          + " gateway, a database and a model of its own.",
      "Runs: kills (kill -9 of the gateway and crashes of the database under shoppers who talk),"
          + " cuts (lines that break at random bytes).",
      "Exit codes: 0 when every promise was kept, 1 otherwise."
    })
final class ChaosCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int BROKEN = 1;

  private final Environment environment;

  ChaosCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "kills or cuts.")
  private String run = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Does the same things again; a new one unless said.")
  private @Nullable Long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Kills (200 unless said) or cuts (10,000 unless said).")
  private @Nullable Integer count;

  @Option(
      names = "--crashes",
      paramLabel = "N",
      description = "Crashes of the database among the kills (20 unless said).")
  private int crashes = 20;

  @Option(names = "--sessions", paramLabel = "N", description = "Shoppers (200 unless said).")
  private int sessions = 200;

  @Option(
      names = "--questions",
      paramLabel = "N",
      description = "The kills go on until so many are acknowledged (0 unless said).")
  private long questions;

  @Option(
      names = "--up",
      paramLabel = "MS",
      description = "Time between two kills, on average (2000 unless said).")
  private int up = 2_000;

  @Option(
      names = "--forgetful",
      description =
          "A database that acknowledges before it has written: the lab must find what is lost.")
  private boolean forgetful;

  @Override
  public Integer call() {
    check();
    long chosen = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
    environment.out().printf("Seed %d%n", chosen);
    environment.out().flush();
    try (TemporaryDatabase database =
        forgetful ? LocalDatabase.temporary() : LocalDatabase.temporaryDurable()) {
      Schema.migrate(database.url());
      DemoCatalogue.load(environment, environment.settings(), database.url());
      ChaosResult result = run(chosen, database);
      environment.out().print(result.text());
      environment.out().flush();
      return result.sound() ? FINE : BROKEN;
    }
  }

  private void check() {
    expect(List.of("kills", "cuts").contains(run), "RUN", run, "kills or cuts");
    expect(count == null || count >= 0, "--count", String.valueOf(count), "0 or more");
    expect(crashes >= 0, "--crashes", crashes, "0 or more");
    expect(sessions > 0, "--sessions", sessions, "1 or more");
    expect(up > 0, "--up", up, "milliseconds, 1 or more");
  }

  private void expect(boolean fits, String option, Object value, String expected) {
    if (!fits) {
      throw new ParameterException(
          spec.commandLine(), "%s: %s (expected: %s)".formatted(option, value, expected));
    }
  }

  private ChaosResult run(long chosen, TemporaryDatabase database) {
    Scene.Setup setup = new Scene.Setup(database.url(), LoadJvm.OPTIONS, Map.of());
    return run.equals("kills")
        ? new Kills(
                new Kills.Plan(
                    chosen, count == null ? 200 : count, crashes, sessions, questions, up),
                this::tell)
            .run(setup, database)
        : new Cuts(new Cuts.Plan(chosen, count == null ? 10_000 : count, sessions), this::tell)
            .run(setup);
  }

  private void tell(String progress) {
    environment.err().println("  " + progress);
  }
}
