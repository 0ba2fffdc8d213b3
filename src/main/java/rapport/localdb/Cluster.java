package rapport.localdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster of an installed server: one data folder, known by it alone. */
final class Cluster implements Server {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LARGEST_LOG = 10L << 20;

  private final Installation installation;
  private final Account account;
  private final Path folder;
  private final Path data;
  private final Path log;
  private final boolean throwaway;

  /**
   * @param folder holds {@code data} and {@code server.log}; belongs to the account
   * @param throwaway whether nobody misses the data: nothing waits for the disk then
   */
  Cluster(Installation installation, Account account, Path folder, boolean throwaway) {
    this.installation = installation;
    this.account = account;
    this.folder = folder;
    this.data = folder.resolve("data");
    this.log = folder.resolve("server.log");
    this.throwaway = throwaway;
  }

  /** The major version that made the data in a folder, if there is any. */
  static Optional<Integer> versionOfData(Path folder) {
    try {
      return Optional.of(
          Integer.valueOf(Files.readString(folder.resolve("data/PG_VERSION")).strip()));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  @Override
  public Account account() {
    return account;
  }

  /** All is made beside the data folder and renamed at the end: there is a whole one or none. */
  @Override
  public void create(String password) {
    Path unfinished = folder.resolve("data.new");
    account.command("rm", "-rf", unfinished).outputOrFail("clearing " + unfinished);
    initdb(unfinished);
    writeConfiguration(unfinished);
    runAsSuperuser(unfinished, Server.setup(password));
    move(unfinished, data);
  }

  @Override
  public boolean isRunning() {
    return !isPidOfAnother() && control("status").run().ok();
  }

  @Override
  public void start(int port) {
    dropPidOfAnother();
    rotateLog();
    account.writePrivate(data.resolve("rapport.conf"), settings(port));
    Command.Result started =
        control("start", "-w", "-t", "170", "-s", "-l", log).within(PATIENCE).run();
    if (!started.ok()) {
      throw new LocalDatabaseException(
          "PostgreSQL did not start; the end of %s:".formatted(log), logTail());
    }
  }

  @Override
  public void stop() {
    if (isRunning()) {
      control("stop", "-w", "-t", "60", "-s", "-m", "fast")
          .within(PATIENCE)
          .outputOrFail("stopping PostgreSQL");
    }
  }

  /** Ends all its processes without a checkpoint; {@link #start} recovers from the log. */
  void crash() {
    control("stop", "-w", "-t", "60", "-s", "-m", "immediate")
        .within(PATIENCE)
        .outputOrFail("crashing PostgreSQL");
  }

  void runSql(String url, String statement) {
    Command.of(
            installation.program("psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", statement, url)
        .outputOrFail(statement);
  }

  @Override
  public String describe() {
    return "PostgreSQL %d (pgvector %s) in %s"
        .formatted(installation.version(), installation.pgvector().orElse("missing"), data);
  }

  private void initdb(Path target) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of(installation.program("initdb"), "-D", target, "-U", "postgres"));
    words.addAll(List.of("--encoding=UTF8", "--data-checksums", "--auth=trust"));
    words.addAll(localeOptions());
    if (throwaway) {
      words.add("--no-sync");
    }
    account.command(words.toArray()).within(PATIENCE).outputOrFail("creating the database");
  }

  /** Letters of all languages are letters, and order is by code point, everywhere alike. */
  private List<String> localeOptions() {
    if (installation.version() >= 17) {
      return List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    }
    boolean known =
        Command.of("locale", "-a")
            .run()
            .output()
            .lines()
            .anyMatch(name -> name.equalsIgnoreCase("C.utf8") || name.equals("C.UTF-8"));
    return List.of(known ? "--locale=C.UTF-8" : "--locale=C");
  }

  private void writeConfiguration(Path target) {
    try {
      Files.writeString(
          target.resolve("postgresql.conf"),
          "\ninclude_if_exists = 'rapport.conf' # written anew at every start\n",
          StandardOpenOption.APPEND);
      Files.writeString(
          target.resolve("pg_hba.conf"),
          """
          local all all              scram-sha-256
          host  all all 127.0.0.1/32 scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Single-user mode: the superuser needs no password, and so can never log in over a socket. */
  private void runAsSuperuser(Path target, String statements) {
    Command.Result result =
        account
            .command(installation.program("postgres"), "--single", "-j", "-D", target, "template1")
            .reading(statements.replace("\n", "\n\n"))
            .within(PATIENCE)
            .run();
    if (!result.ok() || result.output().contains("ERROR:")) {
      throw new LocalDatabaseException("setting up the database failed", result.tail(15));
    }
  }

  private String settings(int port) {
    return throwaway
        ? ServerSettings.throwaway(port, folder)
        : ServerSettings.durable(port, folder);
  }

  private Command control(Object... words) {
    List<Object> all = new ArrayList<>(List.of(installation.program("pg_ctl"), words[0]));
    all.addAll(List.of("-D", data));
    all.addAll(List.of(words).subList(1, words.length));
    return account.command(all.toArray());
  }

  /**
   * After a crash of the machine another program may have the process id that {@code
   * postmaster.pid} names; the server's own check would take it for itself.
   */
  private boolean isPidOfAnother() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(pid))
          .flatMap(process -> process.info().command())
          .filter(program -> !program.contains("postgres"))
          .isPresent();
    } catch (IOException | RuntimeException noPid) {
      return false;
    }
  }

  private void dropPidOfAnother() {
    if (isPidOfAnother()) {
      account.command("rm", "-f", data.resolve("postmaster.pid")).run();
    }
  }

  private void rotateLog() {
    try {
      if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
        move(log, folder.resolve("server.log.1"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String logTail() {
    return account.command("tail", "-n", "12", log).run().tail(12);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
