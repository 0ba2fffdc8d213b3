package rapport.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import rapport.load.Scenario.Reconnect;
import rapport.load.Scenario.SlowReaders;
import rapport.load.model.Script;
import rapport.load.model.ScriptFault;

/** Scenarios as files: those that come with the lab by name, others by path. */
public final class ScenarioFile {
  /** The scenarios that come with the lab. */
  public static final List<String> NAMES =
      List.of(
          "steady",
          "ramp",
          "idle-mass",
          "slow-readers",
          "mass-streaming",
          "reconnect-storm",
          "spike",
          "soak",
          "compare-warm",
          "compare-idle",
          "compare-questions",
          "compare-busy",
          "compare-tokens",
          "compare-held");

  private static final int MOST_SESSIONS = 100_000;
  private static final int MOST_RATE = 100_000;
  private static final Duration LONGEST = Duration.ofHours(24);

  private final String where;
  private final List<String> problems = new ArrayList<>();

  private ScenarioFile(String where) {
    this.where = where;
  }

  /**
   * Reads one.
   *
   * @param nameOrPath one of {@link #NAMES}, or a file
   * @throws LoadException with every mistake there is, each with its line
   */
  public static Scenario read(String nameOrPath) {
    return parse(nameOrPath + ".yaml", NAMES.contains(nameOrPath) ? nameOrPath : null, nameOrPath);
  }

  private static Scenario parse(String builtIn, @Nullable String name, String path) {
    if (name != null) {
      return parse(builtIn, bundled("/load/" + builtIn));
    }
    Path file = Path.of(path);
    if (!Files.isRegularFile(file)) {
      throw new LoadException(
          "%s: no such scenario (expected: %s, or a file)"
              .formatted(path, String.join(", ", NAMES)));
    }
    return parse(path, text(file));
  }

  /** Reads the text of one; {@code where} names it in messages. */
  public static Scenario parse(String where, String yaml) {
    ScenarioFile file = new ScenarioFile(where);
    Node root = file.compose(new StringReader(yaml));
    Scenario scenario =
        root == null ? null : file.scenario(new YamlFields(where, "", root, file.problems));
    if (scenario == null || !file.problems.isEmpty()) {
      throw new LoadException(String.join("\n", file.problems));
    }
    return scenario;
  }

  /** A model's script alone: the keys that stand under {@code model} in a scenario. */
  public static Script script(Path path) {
    ScenarioFile file = new ScenarioFile(path.toString());
    Node root = file.compose(new StringReader(text(path)));
    Script script =
        root == null ? null : file.script(new YamlFields(path.toString(), "", root, file.problems));
    if (script == null || !file.problems.isEmpty()) {
      throw new LoadException(String.join("\n", file.problems));
    }
    return script;
  }

  private @Nullable Node compose(Reader yaml) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(yaml);
      if (root == null) {
        problems.add(where + ":1: nothing there (expected: keys with values)");
      }
      return root;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add("%s:%d: %s (expected: YAML)".formatted(where, line, e.getProblem()));
      return null;
    }
  }

  private Scenario scenario(YamlFields fields) {
    Scenario scenario =
        new Scenario(
            fields.text("name", baseName()),
            fields.text("about", ""),
            fields.count("sessions", 100, 1, MOST_SESSIONS),
            fields.count("connect_rate", 500, 1, MOST_RATE),
            fields.duration("warmup", Duration.ofSeconds(5)),
            stages(fields),
            limit(fields),
            fields.count("seed", 1, 0, Integer.MAX_VALUE),
            fields.count("source_addresses", 1, 1, 200),
            fields.flag("deflate"),
            fields.flag("heap_slope"),
            slow(fields.within("slow_readers")),
            reconnect(fields.within("reconnect")),
            fields.flag("hang_up"),
            fields.duration("until_gap", Duration.ZERO),
            script(fields.within("model")));
    checkAgainstEachOther(fields, scenario);
    fields.done();
    return scenario;
  }

  private String baseName() {
    return where.replaceFirst(".*/", "").replaceFirst("\\.ya?ml$", "");
  }

  private static Duration limit(YamlFields fields) {
    Duration limit = fields.duration("time_limit", Duration.ofSeconds(30));
    if (limit.isZero()) {
      fields.wrong("time_limit", "over 0");
    }
    return limit;
  }

  private static List<Stage> stages(YamlFields fields) {
    List<Stage> stages = new ArrayList<>();
    for (YamlFields each : fields.list("load")) {
      stages.add(stage(each));
    }
    if (stages.isEmpty()) {
      fields.wrong("load", "a list such as \"- {for: 60s, rate: 20}\"");
    }
    return stages;
  }

  private static Stage stage(YamlFields fields) {
    Duration length = fields.duration("for", Duration.ZERO);
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      fields.wrong("for", "a duration over 0 and of 24h at most");
    }
    boolean steady = fields.has("rate");
    boolean to = fields.has("to");
    boolean ramp = fields.has("from") || to;
    boolean streams = fields.has("streams");
    if ((steady ? 1 : 0) + (ramp ? 1 : 0) + (streams ? 1 : 0) != 1) {
      fields.wrong("", "one of rate, or from and to, or streams");
    }
    double rate = fields.number("rate", 0, 0, MOST_RATE);
    double from = steady ? rate : fields.number("from", 0, 0, MOST_RATE);
    double until = steady ? rate : fields.number("to", from, 0, MOST_RATE);
    Stage stage =
        new Stage(
            length,
            from,
            until,
            fields.count("streams", 0, 0, MOST_SESSIONS),
            fields.duration("think", Duration.ZERO));
    fields.done();
    return stage;
  }

  private static @Nullable SlowReaders slow(@Nullable YamlFields fields) {
    if (fields == null) {
      return null;
    }
    SlowReaders slow =
        new SlowReaders(
            fields.number("share", 0.1, 0, 1),
            fields.duration("stop", Duration.ZERO),
            fields.count("bytes_per_second", 0, 0, 10_000_000));
    if (slow.stop().isZero() && slow.bytesPerSecond() == 0) {
      fields.wrong("", "stop, or bytes_per_second");
    }
    fields.done();
    return slow;
  }

  private static @Nullable Reconnect reconnect(@Nullable YamlFields fields) {
    if (fields == null) {
      return null;
    }
    Reconnect reconnect =
        new Reconnect(
            fields.duration("at", Duration.ofSeconds(10)),
            fields.duration("within", Duration.ofSeconds(1)));
    fields.done();
    return reconnect;
  }

  private Script script(@Nullable YamlFields fields) {
    if (fields == null) {
      return Script.USUAL;
    }
    List<ScriptFault> faults = new ArrayList<>();
    for (YamlFields each : fields.list("faults")) {
      faults.add(fault(each));
    }
    Script usual = Script.USUAL;
    Script script =
        new Script(
            (int)
                fields
                    .duration("first_token", Duration.ofMillis(usual.firstTokenMillis()))
                    .toMillis(),
            fields.number("pace", usual.pace(), 0, 100_000),
            fields.count("tokens", usual.tokens(), 1, 1_000_000),
            fields.number("jitter", usual.jitter(), 0, 1),
            fields.count("seed", 1, 0, Integer.MAX_VALUE),
            faults);
    fields.done();
    return script;
  }

  private static ScriptFault fault(YamlFields fields) {
    if (!fields.has("kind")) {
      fields.wrong("kind", "what goes wrong");
    }
    ScriptFault.Kind kind = fields.word("kind", ScriptFault.Kind.STALL, ScriptFault.Kind.class);
    ScriptFault fault =
        new ScriptFault(
            kind,
            fields.count("piece", 0, 0, 1_000_000),
            (int) fields.duration("for", Duration.ZERO).toMillis(),
            kind == ScriptFault.Kind.STATUS ? fields.count("status", 429, 400, 599) : 0,
            fields.count("retry_after", -1, -1, 3_600),
            fields.number("share", 1, 0, 1),
            fields.has("text") ? fields.text("text", "") : null);
    fields.done();
    return fault;
  }

  private static void checkAgainstEachOther(YamlFields fields, Scenario scenario) {
    for (Stage stage : scenario.load()) {
      if (stage.streams() > scenario.sessions()) {
        fields.wrong("sessions", "no fewer than the streams of any stage, " + stage.streams());
      }
    }
    if (!scenario.untilGap().isZero() && !scenario.hangUp()) {
      fields.wrong("until_gap", "hang_up beside it, since answers are left in their middle");
    }
    Reconnect reconnect = scenario.reconnect();
    if (reconnect != null && reconnect.at().compareTo(scenario.length()) >= 0) {
      fields.wrong("reconnect", "at: before the load ends, after " + scenario.length());
    }
  }

  private static String bundled(String resource) {
    try (InputStream stream = ScenarioFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new LoadException(resource + ": not among the lab's own scenarios");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LoadException(resource + ": cannot be read (" + e + ")");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new LoadException(file + ": cannot be read (" + e + ")");
    }
  }
}
