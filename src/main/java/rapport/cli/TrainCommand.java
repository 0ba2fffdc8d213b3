package rapport.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import rapport.database.Schema;
import rapport.load.LoadRun;
import rapport.load.OwnGateway;
import rapport.load.Questions;
import rapport.load.Scenario;
import rapport.load.ScenarioFile;
import rapport.load.model.ScriptedModel;
import rapport.localdb.LocalDatabase;
import rapport.localdb.TemporaryDatabase;

@Command(
    name = "train",
    description = {
      "Ask a gateway of its own for half a minute, on a database that is thrown away, and leave what"
          + " the JVM learnt of it beside the jar (its AOT cache, target/serve.aot).",
      "From then on ./rapport serve and ./rapport demo start sooner and are warm sooner, until the"
          + " next build."
    })
final class TrainCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  /** Ten seconds, mostly. */
  private static final Duration PUTTING_TOGETHER = Duration.ofMinutes(3);

  private final Environment environment;

  TrainCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path cache = OwnGateway.jar().resolveSibling("serve.aot");
    Scenario scenario = ScenarioFile.read("training");
    try (TemporaryDatabase database = LocalDatabase.temporary();
        ScriptedModel model = ScriptedModel.start(scenario.model())) {
      Schema.migrate(database.url());
      // Nothing of what is set here for a shop: least of all its database.
      DemoCatalogue.load(
          environment, environment.withVariables(Map.of()).settings(), database.url());
      try (OwnGateway gateway =
              OwnGateway.start(
                  OwnGateway.jar(),
                  LoadRunCommand.settings(scenario, model, database.url()),
                  options(cache));
          LoadProgress progress = new LoadProgress(environment.err(), Environment.onTerminal())) {
        Questions questions = Questions.madeUp(scenario.seed());
        new LoadRun(scenario, gateway.target(), questions, model, null, progress).run();
        environment.err().println("Putting together what was learnt …");
        gateway.terminate();
        return gateway.awaitEnd(PUTTING_TOGETHER) ? told(cache) : FAILED;
      }
    }
  }

  private static List<String> options(Path cache) {
    return Stream.concat(
            LoadJvm.OPTIONS.stream(), Stream.of("-XX:AOTCacheOutput=" + cache, "-Xlog:disable"))
        .toList();
  }

  private int told(Path cache) {
    if (!cache.toFile().isFile()) {
      environment.err().println("The JVM left no " + cache);
      return FAILED;
    }
    environment.out().printf("%s: %,d MB%n", cache, cache.toFile().length() >> 20);
    return DONE;
  }
}
