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
import rapport.chaos.Outages;
import rapport.chaos.Restarts;
import rapport.chaos.Scene;
import rapport.chaos.Soak;
import rapport.database.Schema;
import rapport.localdb.LocalDatabase;
import rapport.localdb.TemporaryDatabase;

@Command(
    name = "chaos",
    description = {
      "The chaos lab: whether the chat protocol's promises hold while things break. Brings a"
          + " gateway, a database and a model of its own.",
      "Runs: kills (kill -9 of the gateway and crashes of the database under shoppers who talk),"
          + " cuts (lines that break at random bytes), outages (database and model stand still,"
          + " swallow, are slow, away or full), soak (mixed traffic with faults, and what is left of"
          + " it), restarts (two gateways behind one address are replaced in turn).",
      "Exit codes: 0 when every promise was kept, 1 otherwise."
    })
final class ChaosCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int BROKEN = 1;
  private static final List<String> RUNS = List.of("kills", "cuts", "outages", "restarts", "soak");
  private static final int MOST_WARM_UP_SECONDS = 120;

  /** Half of it on average: of 500 shoppers, 40 to 50 ask in a second. */
  private static final int THINK_MILLIS = 18_000;

  private static final int SECONDS_A_MINUTE = 60;

  private final Environment environment;

  ChaosCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "kills, cuts, outages, restarts or soak.")
  private String run = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Does the same things again; a new one unless said.")
  private @Nullable Long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Kills (200 unless said), cuts (10,000) or restarts (10).")
  private @Nullable Integer count;

  @Option(
      names = "--crashes",
      paramLabel = "N",
      description = "Crashes of the database among the kills (20 unless said).")
  private int crashes = 20;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "Shoppers (200 unless said, 500 for restarts).")
  private @Nullable Integer sessions;

  @Option(
      names = "--questions",
      paramLabel = "N",
      description = "The kills go on until so many are acknowledged (0 unless said).")
  private long questions;

  @Option(
      names = "--up",
      paramLabel = "MS",
      description = "Time between two kills, on average (4000 unless said).")
  private int up = 4_000;

  @Option(
      names = "--outage",
      paramLabel = "MS",
      description = "How long each outage lasts (8000 unless said).")
  private int outage = 8_000;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long the soak lasts after its warm-up (30 unless said).")
  private int minutes = 30;

  @Option(
      names = "--forgetful",
      description =
          "A database that acknowledges before it has written: the lab must find what is lost.")
  private boolean forgetful;

  @Override
  public Integer call() {
    check();
    System.setProperty("rapport.log.vertx", "OFF"); // that lines break is no news here
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
    expect(RUNS.contains(run), "RUN", run, String.join(", ", RUNS));
    expect(count == null || count >= 0, "--count", String.valueOf(count), "0 or more");
    expect(crashes >= 0, "--crashes", crashes, "0 or more");
    expect(sessions() > 0, "--sessions", sessions(), "1 or more");
    expect(minutes > 0, "--minutes", minutes, "1 or more");
    expect(outage > 0, "--outage", outage, "milliseconds, 1 or more");
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
    return switch (run) {
      case "kills" -> kills(chosen).run(setup, database);
      case "cuts" ->
          new Cuts(new Cuts.Plan(chosen, counted(10_000), sessions()), this::tell).run(setup);
      case "outages" ->
          new Outages(new Outages.Plan(chosen, sessions(), outage), this::tell)
              .run(setup, database);
      case "restarts" -> restarts(chosen).run(setup);
      default -> soak(chosen).run(setup);
    };
  }

  private Kills kills(long chosen) {
    return new Kills(
        new Kills.Plan(chosen, counted(200), crashes, sessions(), questions, up), this::tell);
  }

  private Restarts restarts(long chosen) {
    return new Restarts(
        new Restarts.Plan(chosen, counted(10), sessions(), THINK_MILLIS), this::tell);
  }

  private Soak soak(long chosen) {
    int seconds = minutes * SECONDS_A_MINUTE;
    int warmUp = Math.min(MOST_WARM_UP_SECONDS, seconds / 2);
    return new Soak(new Soak.Plan(chosen, warmUp, seconds, sessions()), this::tell);
  }

  private int sessions() {
    return sessions != null ? sessions : run.equals("restarts") ? 500 : 200;
  }

  private int counted(int usual) {
    return count == null ? usual : count;
  }

  private void tell(String progress) {
    environment.err().println("  " + progress);
  }
}
