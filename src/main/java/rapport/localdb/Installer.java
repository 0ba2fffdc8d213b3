package rapport.localdb;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Installs what is missing, where that can be done, and says what a person must do elsewhere. */
final class Installer {
  private static final String OR_ELSE =
      "Or point RAPPORT_DB_URL at a PostgreSQL with pgvector 0.8 or newer.";

  /** Commands for other systems, by the program that tells them. */
  private record Hint(String program, String command) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint("brew", "brew install postgresql@17 pgvector"),
          new Hint("dnf", "sudo dnf install postgresql-server pgvector"),
          new Hint("apk", "sudo apk add postgresql postgresql-pgvector"),
          new Hint("pacman", "sudo pacman -S postgresql pgvector"),
          new Hint("zypper", "sudo zypper install postgresql-server postgresql-pgvector"));

  /** A server with pgvector: the one there is, or one installed now. */
  static Installation ensure(Consumer<String> progress) {
    Optional<Installation> installed = Installation.complete();
    if (installed.isPresent()) {
      return installed.get();
    }
    Apt apt = Apt.find().orElseThrow(Installer::missing);
    return new DebianInstaller(apt, progress).install();
  }

  static LocalDatabaseException missing() {
    return new LocalDatabaseException(whatIsMissing(), "%s\n%s".formatted(command(), OR_ELSE));
  }

  static String whatIsMissing() {
    return Installation.all().stream()
        .findFirst()
        .map(server ->
            server
                .pgvector()
                .map(
                    "PostgreSQL %d has pgvector %%s; 0.8 or newer is needed"
                            .formatted(server.version())
                        ::formatted)
                .orElse("PostgreSQL %d has no pgvector".formatted(server.version())))
        .orElse("PostgreSQL is not installed");
  }

  private static String command() {
    if (Apt.isHere()) {
      return "An administrator runs: sudo %s db install".formatted(launcher());
    }
    return HINTS.stream()
        .filter(hint -> Command.of(hint.program(), "--version").run().ok())
        .findFirst()
        .map(hint -> "Install both: " + hint.command())
        .orElse("Install PostgreSQL 14 or newer and pgvector.");
  }

  private static String launcher() {
    String checkout = System.getProperty("rapport.checkout", ".");
    String path = checkout + "/rapport";
    return path.contains(" ") ? "'" + path + "'" : path;
  }

  private Installer() {}
}
