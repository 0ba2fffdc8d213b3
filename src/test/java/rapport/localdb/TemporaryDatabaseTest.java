package rapport.localdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
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
  void freshDatabases_fromTheSharedServer_areApart() throws Exception {
    String one = TestDatabase.freshDatabase();
    String other = TestDatabase.freshDatabase();

    TestDatabase.execute(one, "create table t (v vector(2))");
    TestDatabase.execute(other, "create table t (v vector(2))");

    assertThat(one).isNotEqualTo(other);
  }
}
