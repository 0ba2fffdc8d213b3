package rapport.localdb;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server installed on this machine.
 *
 * @param bin the folder of {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param version the major version
 * @param pgvector the version of pgvector that this server would load; empty when it has none
 */
record Installation(Path bin, int version, Optional<String> pgvector) {
  private static final int OLDEST = 14;
  private static final Pattern SERVER = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final Pattern DEFAULT_VERSION = Pattern.compile("default_version = '([^']+)'");
  private static final Pattern RELEASE = Pattern.compile("^(\\d+)\\.(\\d+)");

  /** Where distributions and Homebrew keep servers; {@code *} is one folder. */
  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/lib/postgresql/*/bin",
          "/usr/pgsql-*/bin",
          "/usr/libexec/postgresql*",
          "/opt/homebrew/opt/postgresql*/bin",
          "/usr/local/opt/postgresql*/bin",
          "/usr/local/pgsql/bin",
          "/Applications/Postgres.app/Contents/Versions/*/bin");

  /** All servers found, those with a recent pgvector first, then the newest. */
  static List<Installation> all() {
    return candidates().stream()
        .flatMap(bin -> at(bin).stream())
        .sorted(
            comparing(Installation::isComplete, reverseOrder())
                .thenComparing(Installation::version, reverseOrder()))
        .toList();
  }

  /** A server that needs nothing more. */
  static Optional<Installation> complete() {
    return all().stream().filter(Installation::isComplete).findFirst();
  }

  static Optional<Installation> at(Path bin) {
    boolean server =
        Stream.of("initdb", "pg_ctl", "postgres")
            .allMatch(program -> Files.isExecutable(bin.resolve(program)));
    if (!server) {
      return Optional.empty();
    }
    return SERVER
        .matcher(Command.of(bin.resolve("postgres"), "--version").run().output())
        .results()
        .map(found -> Integer.parseInt(found.group(1)))
        .filter(version -> version >= OLDEST)
        .map(version -> new Installation(bin, version, pgvectorOf(bin, version)))
        .findFirst();
  }

  boolean isComplete() {
    return pgvector.filter(Installation::isRecent).isPresent();
  }

  /** Half-precision vectors came with pgvector 0.7, iterative scans with 0.8. */
  static boolean isRecent(String pgvectorVersion) {
    MatchResult release = RELEASE.matcher(pgvectorVersion).results().findFirst().orElse(null);
    return release != null
        && (Integer.parseInt(release.group(1)) > 0 || Integer.parseInt(release.group(2)) >= 8);
  }

  Path program(String name) {
    return bin.resolve(name);
  }

  private static Optional<String> pgvectorOf(Path bin, int version) {
    return Stream.of(
            said(bin.resolve("pg_config").toString(), "--sharedir"),
            "/usr/share/postgresql/" + version,
            bin.resolveSibling("share").toString())
        .filter(share -> !share.isEmpty())
        .map(share -> Path.of(share, "extension", "vector.control"))
        .filter(Files::isReadable)
        .map(Installation::defaultVersion)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String defaultVersion(Path control) {
    try {
      return DEFAULT_VERSION
          .matcher(Files.readString(control))
          .results()
          .map(found -> found.group(1))
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static Set<Path> candidates() {
    Set<Path> found = new LinkedHashSet<>();
    String configured = said("pg_config", "--bindir");
    if (!configured.isEmpty()) {
      found.add(real(Path.of(configured)));
    }
    USUAL_PLACES.forEach(place -> matching(place).map(Installation::real).forEach(found::add));
    Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
        .map(folder -> Path.of(folder, "initdb"))
        .filter(Files::isExecutable)
        .map(initdb -> Objects.requireNonNull(real(initdb).getParent()))
        .forEach(found::add);
    return found;
  }

  private static Stream<Path> matching(String place) {
    int star = place.indexOf('*');
    if (star < 0) {
      return Stream.of(Path.of(place));
    }
    Path parent = Path.of(place.substring(0, place.lastIndexOf('/', star)));
    var matcher = parent.getFileSystem().getPathMatcher("glob:" + place);
    int depth = Path.of(place).getNameCount() - parent.getNameCount();
    try (Stream<Path> below = Files.walk(parent, depth)) {
      return below.filter(matcher::matches).toList().stream();
    } catch (IOException | java.io.UncheckedIOException absent) {
      return Stream.empty();
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static String said(String program, String option) {
    Command.Result result = Command.of(program, option).run();
    return result.ok() ? result.output().strip() : "";
  }
}
