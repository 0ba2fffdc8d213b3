package rapport.localdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * PostgreSQL from the distribution's packages, and pgvector: the binary package where its version
 * will do, else built from the source package.
 */
final class DebianInstaller {
  /**
   * While a file here says so, installing a server makes no cluster and starts nothing on port
   * 5432: the machine gets a program, not a service.
   */
  private static final String CLUSTER_SETTINGS = "/etc/postgresql-common/createcluster.d";

  private static final String NO_CLUSTER = CLUSTER_SETTINGS + "/rapport.conf";

  private final Apt apt;
  private final Consumer<String> progress;

  DebianInstaller(Apt apt, Consumer<String> progress) {
    this.apt = apt;
    this.progress = progress;
  }

  Installation install() {
    progress.accept("Looking for packages (apt-get update) …");
    apt.update();
    Installation server = Installation.all().stream().findFirst().orElseGet(this::installServer);
    return server.isComplete() ? server : installPgvector(server);
  }

  private Installation installServer() {
    progress.accept("Installing PostgreSQL …");
    apt.asRoot(List.of("mkdir", "-p", CLUSTER_SETTINGS)).run();
    apt.asRoot(List.of("tee", NO_CLUSTER)).reading("create_main_cluster = false\n").run();
    try {
      apt.install(List.of("postgresql"));
    } finally {
      apt.asRoot(List.of("rm", "-f", NO_CLUSTER)).run();
    }
    return Installation.all().stream().findFirst().orElseThrow(Installer::missing);
  }

  private Installation installPgvector(Installation server) {
    if (server.pgvector().isPresent()) {
      // Another's databases may use it: what is installed is not replaced behind their back.
      throw Installer.missing();
    }
    String binary = "postgresql-%d-pgvector".formatted(server.version());
    if (apt.candidate(binary).filter(Installation::isRecent).isPresent()) {
      progress.accept("Installing pgvector for PostgreSQL %d …".formatted(server.version()));
      apt.install(List.of(binary));
    } else {
      build(server);
    }
    return Installation.at(server.bin())
        .filter(Installation::isComplete)
        .orElseThrow(Installer::missing);
  }

  private void build(Installation server) {
    progress.accept(
        "Installing what builds pgvector for PostgreSQL %d …".formatted(server.version()));
    apt.install(List.of("build-essential", "dpkg-dev"));
    if (!hasDevelopmentFiles(server)) {
      String name = "postgresql-" + server.version();
      apt.installBeside(name, "postgresql-server-dev-" + server.version());
    }
    progress.accept("Building pgvector from the distribution's source package …");
    new PgvectorSource(apt).buildFor(server);
  }

  private static boolean hasDevelopmentFiles(Installation server) {
    var headers = Command.of(server.program("pg_config"), "--includedir-server").run();
    return headers.ok() && Files.exists(Path.of(headers.output().strip(), "postgres.h"));
  }
}
