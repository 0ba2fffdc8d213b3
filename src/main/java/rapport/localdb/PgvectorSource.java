package rapport.localdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * pgvector from the source packages of the distribution's later releases, fetched through an apt
 * configuration of its own: the machine's list of sources stays as it is.
 */
final class PgvectorSource {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Pattern VERSION = Pattern.compile("^Version: (\\S+)$", Pattern.MULTILINE);

  private final Apt apt;

  PgvectorSource(Apt apt) {
    this.apt = apt;
  }

  void buildFor(Installation server) {
    Path work = newFolder();
    try {
      Path source = fetch(work);
      make(source, server).outputOrFail("building pgvector");
      apt.asRoot(makeWords(source, server, "install")).outputOrFail("installing pgvector");
    } finally {
      apt.asRoot(List.of("rm", "-rf", work.toString())).run();
    }
  }

  /** The newest version that the archive has: a list may name one that is not there yet. */
  private Path fetch(Path work) {
    writeSources(work);
    apt("apt-get", work, "update").run();
    var failures = new ArrayList<String>();
    for (String version : versions(work)) {
      var fetched = apt("apt-get", work, "source", "pgvector=" + version).run();
      if (fetched.ok()) {
        return unpacked(work);
      }
      failures.add(fetched.tail(3));
    }
    throw new LocalDatabaseException(
        "the source package of pgvector 0.8 or newer could not be fetched",
        String.join("\n", failures));
  }

  private List<String> versions(Path work) {
    return VERSION
        .matcher(apt("apt-cache", work, "showsrc", "pgvector").run().output())
        .results()
        .map(found -> found.group(1))
        .filter(Installation::isRecent)
        .distinct()
        .sorted((one, other) -> isLater(one, other) ? -1 : 1)
        .toList();
  }

  private static boolean isLater(String one, String other) {
    return Command.of("dpkg", "--compare-versions", one, "gt", other).run().ok();
  }

  /** The archives this machine takes packages from, with the suites of later releases. */
  private void writeSources(Path work) {
    String targets =
        Command.of(
                "apt-get",
                "indextargets",
                "--format",
                "$(ORIGIN) $(LABEL) $(REPO_URI) $(COMPONENT)",
                "Created-By: Packages")
            .outputOrFail("listing the sources of packages");
    var lines = new TreeSet<String>();
    for (String target : targets.lines().toList()) {
      String[] row = target.split(" ");
      boolean mainArchive = row.length == 4 && row[0].equals(row[1]);
      if (mainArchive) {
        laterSuites(row[0])
            .forEach(suite ->
                lines.add("deb-src %s%s %s %s".formatted(signedBy(row[0]), row[2], suite, row[3])));
      }
    }
    write(work.resolve("sources.list"), String.join("\n", lines) + "\n");
  }

  /** Those that have a recent pgvector, by who publishes the machine's packages. */
  private static List<String> laterSuites(String publisher) {
    return switch (publisher) {
      case "Debian" -> List.of("trixie", "forky", "sid");
      case "Ubuntu" -> List.of("questing", "resolute", "devel");
      default -> List.of();
    };
  }

  private static String signedBy(String publisher) {
    Path keys =
        Path.of("/usr/share/keyrings", publisher.toLowerCase(Locale.ROOT) + "-archive-keyring.gpg");
    return Files.exists(keys) ? "[signed-by=" + keys + "] " : "";
  }

  private Command apt(String program, Path work, String... words) {
    List<String> all = new ArrayList<>(List.of(program, "-q"));
    for (String option :
        List.of(
            "Dir::Etc::sourcelist=" + work.resolve("sources.list"),
            "Dir::Etc::sourceparts=/dev/null",
            "Dir::State::lists=" + work.resolve("lists"),
            "Dir::Cache=" + work.resolve("cache"),
            "APT::Sandbox::User=root")) {
      all.addAll(List.of("-o", option));
    }
    all.addAll(List.of(words));
    return Command.of(all).in(work.resolve("source")).within(PATIENCE);
  }

  private static Command make(Path source, Installation server) {
    return Command.of(makeWords(source, server, "all")).within(PATIENCE);
  }

  /**
   * No {@code -march=native}: pgvector picks AVX and F16C code for distances when it runs, and a
   * machine's disk may wake up in an older machine. No bitcode: the server runs without JIT.
   */
  private static List<String> makeWords(Path source, Installation server, String goal) {
    return List.of(
        "make",
        "-C",
        source.toString(),
        "-j",
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        "OPTFLAGS=",
        "with_llvm=no",
        "PG_CONFIG=" + server.program("pg_config"),
        goal);
  }

  private static Path unpacked(Path work) {
    try (var folders = Files.newDirectoryStream(work.resolve("source"), "pgvector-*")) {
      return folders.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder() {
    try {
      Path work = Files.createTempDirectory("rapport-pgvector-");
      for (String folder : List.of("lists/partial", "cache/archives/partial", "source")) {
        Files.createDirectories(work.resolve(folder));
      }
      return work;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
