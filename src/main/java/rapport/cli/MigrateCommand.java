package rapport.cli;

import picocli.CommandLine.Command;
import rapport.database.Schema;

@Command(name = "migrate", description = "Bring the schema of the database up to date.")
final class MigrateCommand implements Runnable {
  private final Environment environment;

  MigrateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    int applied = Schema.migrate(environment.databaseUrl(environment.settings()));
    environment
        .out()
        .println(
            applied == 0 ? "The schema is up to date." : "Applied " + applied + " files of sql/.");
  }
}
