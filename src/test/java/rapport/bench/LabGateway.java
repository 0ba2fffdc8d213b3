package rapport.bench;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rapport.load.LoadRun;
import rapport.load.OwnGateway;
import rapport.load.Progress;
import rapport.load.Questions;
import rapport.load.Result;
import rapport.load.Scenario;
import rapport.load.ScenarioFile;
import rapport.load.model.ScriptedModel;

/** A gateway in a process of its own for runs of the load lab, with the lab's model behind it. */
final class LabGateway implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g");

  final ScriptedModel model;
  private final OwnGateway gateway;
  private int seed;

  /**
   * @param like a scenario whose model answers
   * @param more settings
   */
  LabGateway(Scenario like, Map<String, String> more) {
    model = ScriptedModel.start(like.model());
    Map<String, String> settings = new HashMap<>();
    settings.put("RAPPORT_DB_URL", System.getenv("RAPPORT_DB_URL"));
    settings.put("RAPPORT_LLM_PROVIDER", "openai");
    settings.put("RAPPORT_LLM_URL", model.url().toString());
    settings.put("RAPPORT_LLM_MODEL", "scripted");
    settings.put("RAPPORT_LLM_MAX_STREAMS", "4000");
    settings.put("RAPPORT_LLM_MAX_TOKENS", "8000");
    settings.put("RAPPORT_LLM_TOTAL_TIMEOUT", "10m");
    settings.put("RAPPORT_CHAT_MAX_TURNS", "6000");
    settings.put("RAPPORT_CHAT_ADDRESS_SHARE", "1");
    settings.put("RAPPORT_LOG", "ERROR");
    settings.putAll(more);
    gateway = OwnGateway.start(OwnGateway.jar(), settings, OPTIONS);
  }

  /** One run; no question is asked twice. Tells what gave out, such as an empty catalogue. */
  Result run(String yaml) {
    Scenario scenario = ScenarioFile.parse("bench.yaml", yaml);
    Questions questions = Questions.madeUp(scenario.seed() + ++seed);
    Result result =
        new LoadRun(scenario, gateway.target(), questions, model, null, Progress.NONE).run();
    result.gaveOut().forEach(System.out::println);
    return result;
  }

  /** Where OpenAI clients ask. */
  URI completions() {
    URI socket = gateway.target().url();
    return URI.create("http://127.0.0.1:%d/v1/chat/completions".formatted(socket.getPort()));
  }

  long pid() {
    return gateway.target().pid() == null ? 0 : gateway.target().pid();
  }

  @Override
  public void close() {
    gateway.close();
    model.close();
  }
}
