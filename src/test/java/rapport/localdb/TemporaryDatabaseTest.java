package rapport.localdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import rapport.testing.TestDatabase;

class TemporaryDatabaseTest {
  @Test
  void close_ofATemporaryDatabase_removesServerAndFolder() throws Exception {
    Path folder;
    String url;
    try (TemporaryDatabase database = LocalDatabase.temporary()) {
      url = database.url();
      TestDatabase.execute(url, "create table t (v halfvec(2))");
      folder = database.folder();
      assertThat(folder).exists();
    }

    assertThat(folder).doesNotExist();
    assertThatThrownBy(() -> TestDatabase.connect(url)).isInstanceOf(SQLException.class);
  }

  @Test
  void kill_ofTheProcessThatStartedIt_leavesNothingBehind() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path folder = Path.of(process.inputReader().readLine());
    List<ProcessHandle> reapers = process.descendants().toList();
    assertThat(folder.resolve("data/postmaster.pid")).exists();

    process.destroyForcibly();

    for (ProcessHandle reaper : reapers) {
      reaper.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(folder).doesNotExist();
  }

  /** A process that starts a database and then waits to be killed. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      System.out.println(LocalDatabase.temporary().folder());
      System.in.read();
    }
  }

  @Test
  void resume_afterAPause_keepsUrlAndData() {
    try (TemporaryDatabase database = LocalDatabase.temporary()) {
      TestDatabase.execute(database.url(), "create table kept (id int)");

      database.pause();
      assertThatThrownBy(() -> TestDatabase.connect(database.url()))
          .isInstanceOf(SQLException.class);
      database.resume();

      TestDatabase.execute(database.url(), "insert into kept values (1)");
    }
  }

  @Test
  void crash_ofADurableOne_keepsWhatWasCommitted() {
    try (TemporaryDatabase database = LocalDatabase.temporaryDurable()) {
      TestDatabase.execute(database.url(), "create table kept (id int)");

      database.crash();
      assertThatThrownBy(() -> TestDatabase.connect(database.url()))
          .isInstanceOf(SQLException.class);
      database.resume();

      TestDatabase.execute(database.url(), "insert into kept values (1)");
    }
  }

  @Test
  void limit_ofConnections_turnsThemAwayUntilItIsLifted() {
    try (TemporaryDatabase database = LocalDatabase.temporary()) {
      database.limitConnections(0);
      assertThatThrownBy(() -> TestDatabase.connect(database.url()))
          .hasMessageContaining("too many connections");
      database.limitConnections(-1);
      TestDatabase.execute(database.url(), "create table t (id int)");
    }
  }

  @Test
  void freshDatabases_fromTheSharedServer_areApart() throws Exception {
    String one = TestDatabase.freshDatabase();
    String other = TestDatabase.freshDatabase();

    TestDatabase.execute(one, "create table t (v vector(2))");
    TestDatabase.execute(other, "create table t (v vector(2))");

    assertThat(one).isNotEqualTo(other);
  }
}
