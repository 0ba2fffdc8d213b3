package rapport.bench;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator, with statements of ours as scripts: a client in C that does
 * nothing with the rows. One connection, statements prepared.
 */
final class PgBench implements AutoCloseable {
  /** As many scripts as pgbench takes, less some. */
  static final int MOST_SCRIPTS = 120;

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private final PgConnectOptions database;
  private final String options;
  private final Path folder;
  private final List<String> scripts = new ArrayList<>();

  /**
   * @param options of the session, as {@code PGOPTIONS} has them
   */
  PgBench(String url, String options, List<Asked.Statement> statements) throws IOException {
    this.options = options;
    database = PgConnectOptions.fromUri(url);
    folder = Files.createTempDirectory("pgbench");
    for (Asked.Statement statement :
        statements.subList(0, Math.min(MOST_SCRIPTS, statements.size()))) {
      Path script = folder.resolve(scripts.size() + ".sql");
      Files.writeString(script, literal(statement) + ";\n");
      scripts.add("-f");
      scripts.add(script.toString());
    }
  }

  /** The statement with its parameters written into it. */
  static String literal(Asked.Statement statement) {
    Matcher parameters = PARAMETER.matcher(statement.sql().strip());
    StringBuilder sql = new StringBuilder();
    while (parameters.find()) {
      int index = Integer.parseInt(parameters.group(1)) - 1;
      parameters.appendReplacement(
          sql, Matcher.quoteReplacement(literal(statement.parameters(), index)));
    }
    return parameters.appendTail(sql).toString();
  }

  private static String literal(Tuple parameters, int index) {
    Object value = parameters.getValue(index);
    return switch (value) {
      case null -> "null";
      case String text -> quoted(text);
      case Object[] texts ->
          Arrays.stream(texts)
              .map(text -> quoted(String.valueOf(text)))
              .reduce((one, next) -> one + "," + next)
              .map(all -> "array[" + all + "]")
              .orElse("'{}'");
      default -> String.valueOf(value);
    };
  }

  /** pgbench takes a colon before a letter for a variable, even in quotes. */
  private static String quoted(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'";
  }

  /**
   * Milliseconds of about so many transactions; the first of each script, which prepares it, does
   * not count.
   */
  List<Double> run(int transactions, long seed) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program().toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                "1",
                "-j",
                "1",
                "-t",
                Integer.toString(transactions + scripts.size() / 2),
                "--random-seed=" + seed,
                "--log",
                "--log-prefix=" + folder.resolve("log"),
                "-h",
                database.getHost(),
                "-p",
                Integer.toString(database.getPort()),
                "-U",
                database.getUser()));
    command.addAll(scripts);
    command.add(database.getDatabase());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGOPTIONS", options);
    if (database.getPassword() != null) {
      builder.environment().put("PGPASSWORD", database.getPassword());
    }
    Process pgbench = builder.start();
    String said = new String(pgbench.getInputStream().readAllBytes());
    if (pgbench.waitFor() != 0 || !said.contains("number of failed transactions: 0")) {
      throw new IllegalStateException("pgbench: " + said);
    }
    return latencies();
  }

  /** The log's third column is in microseconds, its fourth the script's number. */
  private List<Double> latencies() throws IOException {
    List<Double> millis = new ArrayList<>();
    Set<String> prepared = new HashSet<>();
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log :
          logs.filter(file -> file.getFileName().toString().startsWith("log")).toList()) {
        for (String line : Files.readAllLines(log)) {
          String[] columns = line.split(" ", 5);
          if (!prepared.add(columns[3])) {
            millis.add(Double.parseDouble(columns[2]) / 1000);
          }
        }
        Files.delete(log);
      }
    }
    return millis;
  }

  /** On the path, or beside the server's own programs, the newest first. */
  private static Path program() throws IOException {
    Stream<Path> onPath =
        Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "pgbench"));
    List<Path> versions = new ArrayList<>();
    Path servers = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(servers)) {
      try (Stream<Path> folders = Files.list(servers)) {
        folders
            .sorted(Comparator.reverseOrder())
            .map(v -> v.resolve("bin/pgbench"))
            .forEach(versions::add);
      }
    }
    return Stream.concat(versions.stream(), onPath)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("pgbench is missing: it comes with Debian's postgresql"));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
