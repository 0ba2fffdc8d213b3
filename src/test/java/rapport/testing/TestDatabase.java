package rapport.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import rapport.localdb.LocalDatabase;

/**
 * Databases for tests. All tests of a JVM share one server: a temporary one, or the one that {@code
 * -Drapport.test.db.url} or {@code RAPPORT_TEST_DB_URL} names, whose role may create databases and
 * the vector extension.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** The server, from the first use to the end of this process. */
  private static final class Shared {
    static final String URL = external().orElseGet(() -> LocalDatabase.temporary().url());
  }

  /** Databases made on somebody else's server, to be dropped. */
  private static final class Leftovers {
    static final Queue<String> NAMES = new ConcurrentLinkedQueue<>();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::drop));
    }

    private static void drop() {
      NAMES.forEach(name -> execute(Shared.URL, "drop database if exists " + name + " (force)"));
    }
  }

  /**
   * A new, empty database with the vector extension.
   *
   * @return its url, {@code postgresql://user:password@host:port/database}
   */
  public static String freshDatabase() {
    String name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
    execute(Shared.URL, "create database " + name);
    if (external().isPresent()) {
      Leftovers.NAMES.add(name);
    }
    String url = URI.create(Shared.URL).resolve("/" + name).toString();
    execute(url, "create extension if not exists vector");
    return url;
  }

  /** A copy of a database that nobody is connected to now. */
  public static String copyOf(String url) {
    String name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
    execute(
        Shared.URL,
        "create database %s template %s".formatted(name, URI.create(url).getPath().substring(1)));
    if (external().isPresent()) {
      Leftovers.NAMES.add(name);
    }
    return URI.create(Shared.URL).resolve("/" + name).toString();
  }

  /** Opens a JDBC connection to a database named by its url. */
  public static Connection connect(String url) throws SQLException {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo().split(":", 2);
    String jdbc =
        "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath());
    return DriverManager.getConnection(jdbc, user[0], user[1]);
  }

  /** Runs one statement on a connection of its own. */
  public static void execute(String url, String sql) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("%s: %s".formatted(sql, e.getMessage()), e);
    }
  }

  private static Optional<String> external() {
    return Optional.ofNullable(System.getProperty("rapport.test.db.url"))
        .or(() -> Optional.ofNullable(System.getenv("RAPPORT_TEST_DB_URL")))
        .filter(url -> !url.isBlank());
  }

  private TestDatabase() {}
}
