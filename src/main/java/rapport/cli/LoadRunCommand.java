package rapport.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapport.GatewaySettings;
import rapport.database.Schema;
import rapport.load.LoadRun;
import rapport.load.OwnGateway;
import rapport.load.Questions;
import rapport.load.Result;
import rapport.load.Scenario;
import rapport.load.ScenarioFile;
import rapport.load.Target;
import rapport.load.model.Ceiling;
import rapport.load.model.ScriptedModel;

@Command(
    name = "run",
    description = {
      "Run a scenario against a server that speaks rapport.v1: a running one, or, without --url, a"
          + " gateway of its own with the scripted model behind it.",
      "Scenarios: steady, ramp, idle-mass, mass-streaming, slow-readers, reconnect-storm, spike,"
          + " soak; or a file.",
      "Exit codes: 0 when the run was done and every token accounted for, 1 otherwise."
    })
final class LoadRunCommand implements Callable<Integer> {
  private static final int QUICK_STEP_MILLIS = 700;
  private static final int FINE = 0;
  private static final int UNSOUND = 1;

  private final Environment environment;

  LoadRunCommand(Environment environment) {
    this.environment = environment;
  }

  @Parameters(paramLabel = "NAME|FILE", description = "The scenario.")
  private String scenario = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running server, such as ws://127.0.0.1:8080/v1/chat.")
  private @Nullable URI url;

  @Option(
      names = "--pid",
      paramLabel = "N",
      description = "That server's process on this machine: its CPU and memory are watched.")
  private @Nullable Long pid;

  @Option(
      names = "--name",
      description = "What that server is called in the result (server unless said).")
  private String name = "server";

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description = "What is asked, one a line; made up unless said.")
  private @Nullable Path questions;

  @Mixin private LoadOutput output = new LoadOutput();

  @Option(
      names = "--ceiling",
      paramLabel = "N",
      description =
          "The scripted model's ceiling in pieces a second, as `load model --ceiling` measured it;"
              + " 0: do not measure it. Measured in a few seconds unless said.")
  private @Nullable Double ceiling;

  @Override
  public Integer call() {
    Scenario read = ScenarioFile.read(scenario);
    Questions asked =
        questions == null ? Questions.madeUp(read.seed()) : Questions.of(questions, read.seed());
    output.check();
    Result result = url == null ? runOwn(read, asked) : runOther(read, asked, url);
    output.write(environment, result.text());
    boolean heard = !result.tokens().accounted() || result.tokens().received() > 0;
    return heard && result.tokens().sound() && result.questions().answered() > 0 ? FINE : UNSOUND;
  }

  private Result runOther(Scenario read, Questions asked, URI running) {
    Target target = new Target(name, running, pid);
    try (LoadProgress progress = progress()) {
      return new LoadRun(read, target, asked, null, null, progress).run();
    }
  }

  private Result runOwn(Scenario read, Questions asked) {
    Double pieces = ceiling();
    GatewaySettings own = environment.settings();
    String database = environment.databaseUrl(own);
    Schema.migrate(database);
    if (own.database().url().isEmpty()) {
      DemoCatalogue.load(environment, own, database); // this checkout's own, which may be empty
    }
    try (ScriptedModel model = ScriptedModel.start(read.model());
        OwnGateway gateway =
            OwnGateway.start(OwnGateway.jar(), settings(read, model, database), LoadJvm.OPTIONS);
        LoadProgress progress = progress()) {
      return new LoadRun(read, gateway.target(), asked, model, pieces, progress).run();
    }
  }

  private @Nullable Double ceiling() {
    if (ceiling != null) {
      return ceiling == 0 ? null : ceiling;
    }
    environment.err().println("Measuring the scripted model's ceiling …");
    Ceiling measured = Ceiling.measure(QUICK_STEP_MILLIS, step -> {});
    environment.err().printf("  %,.0f pieces/s on one core%n", measured.piecesPerSecond());
    return measured.piecesPerSecond();
  }

  private Map<String, String> settings(Scenario read, ScriptedModel model, String database) {
    Map<String, String> settings = new HashMap<>();
    settings.put("RAPPORT_DB_URL", database);
    settings.put("RAPPORT_LLM_PROVIDER", "openai");
    settings.put("RAPPORT_LLM_URL", model.url().toString());
    settings.put("RAPPORT_LLM_MODEL", "scripted");
    settings.put("RAPPORT_LLM_MAX_STREAMS", Integer.toString(LoadJvm.MOST_STREAMS));
    settings.put("RAPPORT_CHAT_MAX_TURNS", Integer.toString(LoadJvm.MOST_STREAMS));
    settings.put("RAPPORT_CHAT_MAX_SESSIONS", Integer.toString(Math.max(15_000, read.sessions())));
    settings.put("RAPPORT_CHAT_ADDRESS_SHARE", "1"); // all clients of the lab have one address
    settings.put(
        "RAPPORT_LLM_MAX_TOKENS", Integer.toString(Math.max(600, read.model().tokens() + 1)));
    settings.put("RAPPORT_LLM_TOTAL_TIMEOUT", Math.max(120_000, 2 * read.model().millis()) + "ms");
    return settings;
  }

  private LoadProgress progress() {
    return new LoadProgress(environment.err(), Environment.onTerminal());
  }
}
