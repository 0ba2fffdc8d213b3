package rapport.localdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rapport.localdb.LocalDatabase.State;
import rapport.testing.TestDatabase;

class LocalDatabaseTest {
  private static final Path SHARED_FOLDER = newFolder();
  private static final LocalDatabase SHARED = LocalDatabase.in(SHARED_FOLDER, _ -> {});

  private final List<LocalDatabase> started = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();

  @AfterAll
  static void stopShared() {
    SHARED.stop();
    Command.of("rm", "-rf", SHARED_FOLDER).run();
  }

  @AfterEach
  void leaveNothingBehind() {
    started.forEach(LocalDatabase::stop);
    folders.forEach(folder -> Command.of("rm", "-rf", folder).run());
  }

  @Test
  void start_ofANewDatabase_acceptsItsOwnRoleOnLoopback() throws Exception {
    String url = SHARED.start();

    assertThat(URI.create(url).getHost()).isEqualTo("127.0.0.1");
    assertThat(query(url, "select current_user || '@' || current_database()"))
        .isEqualTo("rapport@rapport");
    assertThat(query(url, "show listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query(url, "show data_checksums")).isEqualTo("on");
    assertThat(query(url, "show server_encoding")).isEqualTo("UTF8");
  }

  @Test
  void role_ofTheDatabase_isNoSuperuser() throws Exception {
    String url = SHARED.start();

    assertThat(query(url, "select rolsuper from pg_roles where rolname = 'rapport'"))
        .isEqualTo("f");
  }

  @Test
  void connecting_withAWrongPassword_isRefused() {
    String url = SHARED.start();

    assertThatThrownBy(() -> query(url.replaceAll(":\\w+@", ":wrong@"), "select 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> query(url.replaceAll("//rapport:", "//postgres:"), "select 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void halfvec_underHnsw_answersAFilteredIterativeScan() throws Exception {
    String url = SHARED.start();
    try (Connection connection = TestDatabase.connect(url);
        Statement sql = connection.createStatement()) {
      sql.execute("create table item (id int primary key, rare bool, place halfvec(3))");
      sql.execute(
          """
          insert into item
          select n, n % 100 = 0, array[n, n % 7, n % 13]::real[]::halfvec
          from generate_series(1, 2000) n
          """);
      sql.execute("create index on item using hnsw (place halfvec_l2_ops)");
      sql.execute("analyze item");
      sql.execute("set enable_seqscan = off");
      sql.execute("set enable_sort = off");
      sql.execute("set hnsw.ef_search = 10");
      String nearest = "select id from item where rare order by place <-> '[1,1,1]' limit 10";

      assertThat(column(sql, "explain " + nearest)).anyMatch(line -> line.contains("item_place"));
      int without = column(sql, nearest).size();
      sql.execute("set hnsw.iterative_scan = strict_order");
      List<String> with = column(sql, nearest);

      assertThat(without).isLessThan(10);
      assertThat(with).hasSize(10).startsWith("100", "200");
    }
  }

  @Test
  void letters_ofOtherLanguages_areLetters() throws Exception {
    String url = SHARED.start();

    assertThat(query(url, "select lower('CAFÉ') || to_tsvector('simple', 'Übergröße, neu')"))
        .isEqualTo("café'neu':2 'übergröße':1");
  }

  @Test
  void start_again_keepsDataAndUrl() throws Exception {
    LocalDatabase database = database();
    String url = database.start();
    TestDatabase.execute(url, "create table kept as select 42 as answer");

    assertThat(database.stop()).isTrue();
    assertThat(database.status().state()).isEqualTo(State.STOPPED);
    assertThat(database.url()).isEmpty();
    assertThat(database.start()).isEqualTo(url);

    assertThat(query(url, "select answer from kept")).isEqualTo("42");
  }

  @Test
  void start_whileRunning_isTheSameServer() throws Exception {
    String url = SHARED.start();
    String since = query(url, "select pg_postmaster_start_time()");

    assertThat(SHARED.start()).isEqualTo(url);
    assertThat(query(url, "select pg_postmaster_start_time()")).isEqualTo(since);
  }

  @Test
  void start_whenAStrangerHasItsPort_takesAnother() throws Exception {
    LocalDatabase database = database();
    int before = portOf(database.start());
    database.stop();

    try (var stranger = new ServerSocket(before, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String url = database.start();

      assertThat(portOf(url)).isNotEqualTo(stranger.getLocalPort());
      assertThat(query(url, "select 1")).isEqualTo("1");
      assertThat(database.url()).contains(url);
    }
  }

  @Test
  void twoDatabases_sideBySide_areEachStoppedAlone() throws Exception {
    LocalDatabase one = database();
    LocalDatabase other = database();
    String url = one.start();
    String otherUrl = other.start();

    assertThat(other.stop()).isTrue();

    assertThat(query(url, "select 1")).isEqualTo("1");
    assertThatThrownBy(() -> query(otherUrl, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void start_fromSeveralThreadsAtOnce_givesOneServer() throws Exception {
    LocalDatabase database = database();
    try (var threads = Executors.newFixedThreadPool(3)) {
      List<Callable<String>> starts = List.of(database::start, database::start, database::start);

      assertThat(threads.invokeAll(starts))
          .map(start -> start.get())
          .containsOnly(database.start());
    }
  }

  @Test
  void start_afterTheServerWasKilled_recovers() throws Exception {
    LocalDatabase database = database();
    String url = database.start();
    TestDatabase.execute(url, "create table kept as select 42 as answer");
    kill(pidOf(database));

    assertThat(database.start()).isEqualTo(url);
    assertThat(query(url, "select answer from kept")).isEqualTo("42");
  }

  @Test
  void start_whenThePidOfADeadServerIsAnothers_startsAllTheSame() throws Exception {
    LocalDatabase database = database();
    String url = database.start();
    Path pidFile = folderOf(database).resolve("data/postmaster.pid");
    String left = Files.readString(pidFile);
    database.stop();
    long us = ProcessHandle.current().pid();
    Account.owning(folderOf(database))
        .writePrivate(pidFile, left.replaceFirst("\\d+", Long.toString(us)));

    assertThat(database.status().state()).isEqualTo(State.STOPPED);
    assertThat(query(database.start(), "select 1")).isEqualTo("1");
    assertThat(url).isEqualTo(database.start());
  }

  @Test
  void start_whenTheServerRefuses_showsTheEndOfItsLog() throws Exception {
    LocalDatabase database = database();
    database.start();
    database.stop();
    Path settings = folderOf(database).resolve("data/postgresql.auto.conf");
    Account.owning(folderOf(database)).writePrivate(settings, "shared_buffers = 'nonsense'\n");

    assertThatThrownBy(database::start)
        .isInstanceOf(LocalDatabaseException.class)
        .hasMessageStartingWith("PostgreSQL did not start; the end of")
        .hasMessageContaining("shared_buffers");
  }

  @Test
  void start_whenTheDataNeedsAnotherVersion_saysWhich() throws Exception {
    LocalDatabase database = database();
    Path data = Files.createDirectories(folderOf(database).resolve("data"));
    Files.writeString(data.resolve("PG_VERSION"), "9\n");

    assertThatThrownBy(database::start)
        .isInstanceOf(LocalDatabaseException.class)
        .hasMessageContaining("needs PostgreSQL 9, which is not installed");
    started.clear();
  }

  @Test
  void status_beforeTheFirstStart_isAbsentAndTouchesNothing() {
    LocalDatabase database = database();

    assertThat(database.status().state()).isEqualTo(State.ABSENT);
    assertThat(database.stop()).isFalse();
    assertThat(folderOf(database)).doesNotExist();
  }

  @Test
  void password_isForItsOwnerOnly() throws Exception {
    SHARED.start();

    Path password = SHARED_FOLDER.resolve("postgres/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
  }

  private LocalDatabase database() {
    Path folder = newFolder();
    folders.add(folder);
    LocalDatabase database = LocalDatabase.in(folder, _ -> {});
    started.add(database);
    return database;
  }

  private Path folderOf(LocalDatabase database) {
    return folders.get(started.indexOf(database)).resolve("postgres");
  }

  /** Open to all, as the one that runs the server may not be the one that runs the tests. */
  private static Path newFolder() {
    try {
      var open = PosixFilePermissions.fromString("rwxr-xr-x");
      Path folder = Files.createTempDirectory("rapport test ");
      Files.setPosixFilePermissions(folder, open);
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long pidOf(LocalDatabase database) throws IOException {
    Path pidFile = folderOf(database).resolve("data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(pidFile).getFirst());
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(server);
    for (ProcessHandle process : all) {
      process.destroyForcibly();
      process.onExit().get();
    }
  }

  private static int portOf(String url) {
    return URI.create(url).getPort();
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(url);
        Statement statement = connection.createStatement()) {
      return column(statement, sql).getFirst();
    }
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
