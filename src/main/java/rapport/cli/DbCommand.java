package rapport.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapport.localdb.LocalDatabase;
import rapport.localdb.LocalDatabase.State;

/** {@code rapport db}: the database of this checkout. */
@Command(
    name = "db",
    description = "The local database: PostgreSQL with pgvector on this machine.",
    synopsisSubcommandLabel = "COMMAND")
final class DbCommand implements Runnable {
  private static final int FINE = 0;
  private static final int NOT_RUNNING = 1;

  private final Environment environment;

  DbCommand(Environment environment) {
    this.environment = environment;
  }

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "db needs one of start, stop, status, url");
  }

  @Command(description = "Starts it, after installing and creating what is missing.")
  int start() {
    if (configuredUrl().isPresent()) {
      out().println("Not needed: RAPPORT_DB_URL names a database.");
      return FINE;
    }
    LocalDatabase database = database();
    database.start();
    out().println("Running: " + database.status().detail());
    return FINE;
  }

  @Command(description = "Stops it; its data stays.")
  int stop() {
    out().println(database().stop() ? "Stopped." : "It was not running.");
    return FINE;
  }

  @Command(description = "Says how it is; exit code 1 when it does not run.")
  int status() {
    LocalDatabase.Status status = database().status();
    out().println(capitalised(status.state()) + ": " + status.detail());
    return status.state() == State.RUNNING ? FINE : NOT_RUNNING;
  }

  @Command(description = "Prints where it listens, and nothing else.")
  int url() {
    Optional<String> url = configuredUrl().or(() -> database().url());
    url.ifPresentOrElse(
        out()::println,
        () ->
            err()
                .println("rapport: the local database does not run\nStart it: ./rapport db start"));
    return url.isPresent() ? FINE : NOT_RUNNING;
  }

  @Command(hidden = true, description = "Makes sure that a server with pgvector is installed.")
  int install() {
    LocalDatabase.install(this::progress);
    return FINE;
  }

  private LocalDatabase database() {
    return LocalDatabase.ofThisCheckout(this::progress);
  }

  private Optional<String> configuredUrl() {
    return Optional.ofNullable(environment.variables().get("RAPPORT_DB_URL"))
        .filter(url -> !url.isBlank());
  }

  private static String capitalised(State state) {
    String name = state.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** What takes long is told beside the results, which may be piped on. */
  private void progress(String what) {
    err().println(what);
  }

  private PrintWriter out() {
    return line().getOut();
  }

  private PrintWriter err() {
    return line().getErr();
  }

  private CommandLine line() {
    return spec.commandLine();
  }
}
