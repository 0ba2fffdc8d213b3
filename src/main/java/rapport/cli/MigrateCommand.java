package rapport.cli;

import picocli.CommandLine.Command;
import rapport.database.Schema;

@Command(name = "migrate", description = "Bring the schema of the database up to date.")
final class MigrateCommand implements Runnable {
  @Override
  public void run() {
    int applied = Schema.migrate(Environment.databaseUrl(Environment.settings()));
    System.out.println(
        applied == 0 ? "The schema is up to date." : "Applied " + applied + " files of sql/.");
  }
}
