package rapport.load.size;

import java.util.Comparator;
import java.util.List;

/** From demand and figures to pods and a database. */
public final class Sizing {
  private static final double KB = 1000;
  private static final double MB = 1e6;
  private static final double MS = 1000;
  private static final double US = 1e6;

  private final Demand demand;
  private final double tokens;
  private final Pod pod;
  private final MeasuredFigures figures;
  private final Arithmetic cpu = new Arithmetic("CPU of the gateway");
  private final Arithmetic memory = new Arithmetic("memory of a pod");
  private final Arithmetic pods = new Arithmetic("pods");
  private final Arithmetic database = new Arithmetic("database");
  private final double cores;
  private final List<Limit> limits;
  private final int podCount;
  private final double databaseCores;
  private final double connections;

  /**
   * @param tokens of an answer
   */
  public Sizing(Demand demand, double tokens, Pod pod, MeasuredFigures figures) {
    this.demand = demand;
    this.tokens = tokens;
    this.pod = pod;
    this.figures = figures;
    this.cores = cores();
    this.limits = limits();
    this.podCount = (int) Math.ceil(limits.getFirst().pods() - 1e-9);
    this.databaseCores = databaseCores();
    this.connections = connections();
  }

  private double value(String name) {
    return figures.value(name);
  }

  private double cores() {
    double measured = value("tokens_per_answer");
    double question =
        cpu.line(
            "a question",
            "%s ms measured with %s tokens + (%s − %s) tokens × %s µs",
            value("cpu_ms_per_question")
                + (tokens - measured) * value("cpu_us_per_token") * MS / US,
            "ms",
            value("cpu_ms_per_question"),
            measured,
            tokens,
            measured,
            value("cpu_us_per_token"));
    double questions =
        cpu.line(
            "questions",
            "%s /s × %s ms",
            demand.questionsPerSecond() * question / MS,
            "cores",
            demand.questionsPerSecond(),
            question);
    double beats =
        cpu.line(
            "heartbeats",
            "%s sessions / %s s × %s µs",
            demand.sessions() / value("heartbeat_seconds") * value("cpu_us_per_heartbeat") / US,
            "cores",
            demand.sessions(),
            value("heartbeat_seconds"),
            value("cpu_us_per_heartbeat"));
    return cpu.line("together", "%s + %s", questions + beats, "cores", questions, beats);
  }

  /** What asks for most pods first. */
  private List<Limit> limits() {
    return List.of(
            new Limit("CPU", byCpu(), "fewer words an answer, a lighter encoder", false),
            new Limit("memory", byMemory(), "a larger memory limit and -Xmx", false),
            new Limit("sockets a pod", bySockets(), "chat.max-sessions", true),
            new Limit("answers at once a pod", byStreams(), "llm.max-streams", true),
            new Limit("open files", byFiles(), "the container's limit of open files", true))
        .stream()
        .sorted(Comparator.comparingDouble(Limit::pods).reversed())
        .toList();
  }

  private double byCpu() {
    return pods.line(
        "by CPU",
        "%s cores / (%s cores × %s %% busy)",
        cores / (pod.cores() * pod.cpuShare()),
        "pods",
        cores,
        pod.cores(),
        pod.cpuShare() * 100);
  }

  private double byMemory() {
    double session =
        memory.line(
            "an open session",
            "%s kB heap × %s for the collector + %s kB kernel",
            (value("heap_bytes_per_session") * value("heap_headroom")
                    + value("kernel_bytes_per_socket"))
                / KB,
            "kB",
            value("heap_bytes_per_session") / KB,
            value("heap_headroom"),
            value("kernel_bytes_per_socket") / KB);
    double all =
        memory.line(
            "sessions and answers",
            "%s × %s kB + %s × %s kB",
            (demand.sessions() * session + demand.streams() * value("kb_per_stream")) * KB / MB,
            "MB",
            demand.sessions(),
            session,
            demand.streams(),
            value("kb_per_stream"));
    double room =
        memory.line(
            "room in a pod",
            "%s MB − %s MB the process itself",
            Math.max(1, pod.memoryMegabytes() - value("process_mb")),
            "MB",
            pod.memoryMegabytes(),
            value("process_mb"));
    return pods.line("by memory", "%s MB / %s MB", all / room, "pods", all, room);
  }

  private double bySockets() {
    return pods.line(
        "by sockets",
        "%s / %s of chat.max-sessions",
        demand.sessions() / value("max_sessions"),
        "pods",
        demand.sessions(),
        value("max_sessions"));
  }

  private double byStreams() {
    return pods.line(
        "by answers at once",
        "%s / %s of llm.max-streams",
        demand.streams() / value("max_streams"),
        "pods",
        demand.streams(),
        value("max_streams"));
  }

  private double byFiles() {
    double room = value("open_files_limit") - value("open_files_base");
    return pods.line(
        "by open files",
        "(%s sockets + %s to the model) / (%s − %s)",
        (demand.sessions() + demand.streams()) / room,
        "pods",
        demand.sessions(),
        demand.streams(),
        value("open_files_limit"),
        value("open_files_base"));
  }

  private double databaseCores() {
    double question = value("db_ms_search") + value("db_ms_writes");
    double busy =
        database.line(
            "CPU",
            "%s /s × (%s ms search + %s ms writes)",
            demand.questionsPerSecond() * question / MS,
            "cores",
            demand.questionsPerSecond(),
            value("db_ms_search"),
            value("db_ms_writes"));
    return Math.ceil(
        database.line(
            "cores to give it",
            "%s cores / %s %% busy",
            busy / pod.cpuShare(),
            "cores",
            busy,
            pod.cpuShare() * 100));
  }

  private double connections() {
    database.line(
        "connections at work",
        "%s /s × %s ms held",
        demand.questionsPerSecond() * value("db_ms_held") / MS,
        "",
        demand.questionsPerSecond(),
        value("db_ms_held"));
    double open =
        database.line(
            "connections open",
            "%s pods × (%s + 1)",
            podsWithSpare() * (value("db_pool") + 1),
            "",
            podsWithSpare(),
            value("db_pool"));
    double perDay = demand.questionsPerSecond() * value("db_kb_per_question") * 86_400 * KB / 1e9;
    database.line(
        "conversations a day, at this rate",
        "%s /s × %s kB × 86,400 s",
        perDay,
        "GB",
        demand.questionsPerSecond(),
        value("db_kb_per_question"));
    return open;
  }

  /** At least so many; the largest limit decides. */
  public int pods() {
    return Math.max(1, podCount);
  }

  /** One may fail or be replaced without the others giving out. */
  public int podsWithSpare() {
    return pods() + 1;
  }

  /** Those that ask for most pods first. */
  List<Limit> limitsInOrder() {
    return limits;
  }

  double coresOfTheDatabase() {
    return Math.max(1, databaseCores);
  }

  double connectionsOfTheDatabase() {
    return connections;
  }

  Demand demand() {
    return demand;
  }

  Pod pod() {
    return pod;
  }

  MeasuredFigures figures() {
    return figures;
  }

  List<Arithmetic> steps() {
    return List.of(demand.arithmetic(), cpu, memory, pods, database);
  }
}
