package rapport.localdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A cluster that is thrown away: all of it is removed at {@link #close} or when this process ends,
 * however it ends. Unless it is to be durable, no data reaches the disk on purpose.
 */
public final class TemporaryDatabase implements AutoCloseable {
  /**
   * Waits until its standard input closes, which the end of our process does too; then ends the
   * server and removes its folder. A Ctrl-C meant for us leaves it to its work.
   */
  private static final String REAPER =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      "$1" stop -D "$2/data" -m immediate
      rm -rf "$2"
      """;

  private final Cluster cluster;
  private final String password = LocalDatabase.randomPassword();
  private final int port = Ports.free();
  private final Process reaper;
  private final Path folder;

  private TemporaryDatabase(
      Installation installation, Account account, Path folder, boolean throwaway) {
    this.folder = folder;
    this.reaper = startReaper(installation, account, folder);
    this.cluster = new Cluster(installation, account, folder, throwaway);
  }

  /**
   * @param durable whether what was committed is to outlive a {@link #crash}
   */
  static TemporaryDatabase start(boolean durable) {
    Installation installation = Installation.complete().orElseThrow(Installer::missing);
    Account account = Account.forServer();
    var database = new TemporaryDatabase(installation, account, newFolder(account), !durable);
    try {
      database.cluster.create(database.password);
      database.cluster.start(database.port);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public String url() {
    return LocalDatabase.url(password, port, "rapport");
  }

  Path folder() {
    return folder;
  }

  /** Ends the server and keeps its data, as an outage does. */
  public void pause() {
    cluster.stop();
  }

  /** Ends the server at once, as a crash does: nothing is put away, and the log is all there is. */
  public void crash() {
    cluster.crash();
  }

  /**
   * Lets so many be connected at once from now on, who is connected already stays.
   *
   * @param most -1: as many as the server has room for
   */
  public void limitConnections(int most) {
    cluster.runSql(
        LocalDatabase.url(password, port, "postgres"),
        "alter database rapport connection limit " + most);
  }

  /** Starts it again after {@link #pause} or {@link #crash}, under the same url. */
  public void resume() {
    cluster.start(port);
  }

  @Override
  public void close() {
    try {
      reaper.getOutputStream().close();
      if (!reaper.waitFor(30, TimeUnit.SECONDS)) {
        throw new LocalDatabaseException("the temporary database did not end in 30 s", "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path newFolder(Account account) {
    try {
      return account.privateFolder(Files.createTempDirectory("rapport-db-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process startReaper(Installation installation, Account account, Path folder) {
    List<String> words = new ArrayList<>(account.prefix());
    words.addAll(List.of("sh", "-c", REAPER, "reaper"));
    words.addAll(List.of(installation.program("pg_ctl").toString(), folder.toString()));
    try {
      return new ProcessBuilder(words)
          .directory(Path.of("/").toFile())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
