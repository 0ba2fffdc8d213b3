package rapport.localdb;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The database of one checkout: created at the first start, its data kept from then on. Its folder
 * holds {@code data}, {@code server.log}, {@code password} and {@code port}. Safe to call from
 * several processes at once.
 */
public final class LocalDatabase {
  /** File locks are per process; this one is for its threads. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path folder;

  /** Beside the folder, which may belong to another user. */
  private final Path lock;

  private final Consumer<String> progress;

  private LocalDatabase(Path stateFolder, Consumer<String> progress) {
    this.folder = stateFolder.resolve("postgres");
    this.lock = stateFolder.resolve("postgres.lock");
    this.progress = progress;
  }

  /**
   * @param progress told in a few words what takes long
   */
  public static LocalDatabase ofThisCheckout(Consumer<String> progress) {
    return in(StateFolder.ofThisCheckout(), progress);
  }

  static LocalDatabase in(Path stateFolder, Consumer<String> progress) {
    return new LocalDatabase(stateFolder.toAbsolutePath().normalize(), progress);
  }

  /** An empty database that is gone when closed, or when this process ends. */
  public static TemporaryDatabase temporary() {
    return TemporaryDatabase.start(false);
  }

  /** The same, but what it has committed is there after a {@link TemporaryDatabase#crash}. */
  public static TemporaryDatabase temporaryDurable() {
    return TemporaryDatabase.start(true);
  }

  /** Makes sure that a server with pgvector is installed; does nothing when one is. */
  public static void install(Consumer<String> progress) {
    Installer.ensure(progress);
  }

  /** How the database is. */
  public enum State {
    ABSENT,
    STOPPED,
    RUNNING
  }

  /**
   * @param detail what it is and where, for a person
   */
  public record Status(State state, String detail) {}

  /**
   * Starts it, after installing and creating what is missing.
   *
   * @return the url, also when it was running already
   * @throws LocalDatabaseException saying what to do
   */
  public String start() {
    return exclusively(() -> {
      Server server = existing().orElseGet(this::create);
      if (!server.isRunning()) {
        int port = rememberedPort().filter(Ports::isFree).orElseGet(Ports::free);
        server.start(port);
        write(server, "port", Integer.toString(port));
      }
      return urlOfRunning();
    });
  }

  /**
   * @return whether there was something to stop
   */
  public boolean stop() {
    if (status().state() != State.RUNNING) {
      return false;
    }
    return exclusively(() -> {
      existing().ifPresent(Server::stop);
      return true;
    });
  }

  public Status status() {
    return existing()
        .map(server ->
            server.isRunning()
                ? new Status(State.RUNNING, server.describe() + ", port " + read("port"))
                : new Status(State.STOPPED, server.describe()))
        .orElseGet(() -> new Status(State.ABSENT, "nothing in " + folder));
  }

  /** Where it listens, {@code postgresql://user:password@host:port/database}, while it runs. */
  public Optional<String> url() {
    return existing().filter(Server::isRunning).map(_ -> urlOfRunning());
  }

  private Optional<Server> existing() {
    Optional<Integer> version = Cluster.versionOfData(folder);
    return version.isPresent()
        ? Optional.of(cluster(installationOf(version.get()), Account.owning(folder)))
        : Container.in(folder).map(Server.class::cast);
  }

  private Server create() {
    Server server = installedOrContainer();
    progress.accept("Creating the database …");
    server.account().privateFolder(folder);
    String password = randomPassword();
    write(server, "password", password);
    server.create(password);
    return server;
  }

  private Server installedOrContainer() {
    try {
      Installation installation = Installer.ensure(progress);
      return cluster(installation, Account.forServer());
    } catch (LocalDatabaseException notInstalled) {
      return Container.fresh(folder, progress).orElseThrow(() -> notInstalled);
    }
  }

  private Cluster cluster(Installation installation, Account account) {
    return new Cluster(installation, account, folder, false);
  }

  private Installation installationOf(int version) {
    return Installation.all().stream()
        .filter(installed -> installed.version() == version)
        .findFirst()
        .orElseThrow(() ->
            new LocalDatabaseException(
                "the data in %s needs PostgreSQL %d, which is not installed"
                    .formatted(folder, version),
                "Install PostgreSQL %d with pgvector, or remove that folder to begin anew."
                    .formatted(version)));
  }

  private String urlOfRunning() {
    return url(read("password"), Integer.parseInt(read("port")), "rapport");
  }

  static String url(String password, int port, String database) {
    return "postgresql://rapport:%s@127.0.0.1:%d/%s".formatted(password, port, database);
  }

  static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Optional<Integer> rememberedPort() {
    return Files.exists(folder.resolve("port"))
        ? Optional.of(Integer.valueOf(read("port")))
        : Optional.empty();
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file)).strip();
    } catch (IOException e) {
      throw new LocalDatabaseException(
          "cannot read %s: %s".formatted(folder.resolve(file), e.getMessage()),
          "Remove %s to begin anew.".formatted(folder));
    }
  }

  private void write(Server server, String file, String text) {
    server.account().writePrivate(folder.resolve(file), text + "\n");
  }

  private <T> T exclusively(Supplier<T> work) {
    synchronized (ONE_AT_A_TIME) {
      try (var channel = FileChannel.open(inNewFolder(lock), CREATE, WRITE);
          var _ = channel.lock()) {
        return work.get();
      } catch (IOException e) {
        throw new LocalDatabaseException(
            "cannot write to %s: %s".formatted(lock, e.getMessage()),
            "Set RAPPORT_HOME to a folder that you can write to.");
      }
    }
  }

  private static Path inNewFolder(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return file;
  }
}
