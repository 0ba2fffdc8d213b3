package rapport.localdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The same server in a container, for machines where none can be installed. The data lives in a
 * volume; the container itself is made anew at every start, since its port is part of it. Which
 * engine made it stands in the file {@code container}.
 */
final class Container implements Server {
  private static final String IMAGE = "pgvector/pgvector:pg17";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration READY = Duration.ofMinutes(2);

  private final String engine;
  private final Path folder;
  private final String name;
  private final Consumer<String> progress;

  Container(String engine, Path folder, Consumer<String> progress) {
    this.engine = engine;
    this.folder = folder;
    this.name = "rapport-" + StateFolder.hash(folder.toString());
    this.progress = progress;
  }

  /** The one that was created for this folder, if any. */
  static Optional<Container> in(Path folder) {
    try {
      String engine = Files.readString(folder.resolve("container")).strip();
      return Optional.of(new Container(engine, folder, _ -> {}));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** A new one, where an engine runs. */
  static Optional<Container> fresh(Path folder, Consumer<String> progress) {
    return Stream.of("docker", "podman")
        .filter(
            engine -> Command.of(engine, "info").within(Duration.ofSeconds(15)).run().exit() == 0)
        .map(engine -> new Container(engine, folder, progress))
        .findFirst();
  }

  @Override
  public Account account() {
    return Account.caller();
  }

  @Override
  public void create(String password) {
    progress.accept("Fetching PostgreSQL with pgvector as a container (%s) …".formatted(engine));
    Path environment = folder.resolve("container.env");
    account()
        .writePrivate(environment, "POSTGRES_PASSWORD=" + LocalDatabase.randomPassword() + "\n");
    engine("volume", "rm", "-f", name).run();
    run("--env-file", environment);
    engine("exec", "-i", name, "psql", "-U", "postgres", "-v", "ON_ERROR_STOP=1", "template1")
        .reading(Server.setup(password))
        .outputOrFail("setting up the database");
    stop();
    account().writePrivate(folder.resolve("container"), engine + "\n");
    delete(environment);
  }

  @Override
  public boolean isRunning() {
    var state = engine("container", "inspect", "-f", "{{.State.Running}}", name).run();
    return state.ok() && state.output().strip().equals("true");
  }

  @Override
  public void start(int port) {
    run("-p", "127.0.0.1:" + port + ":5432");
  }

  @Override
  public void stop() {
    engine("stop", "-t", "30", name).run();
    engine("rm", "-f", name).outputOrFail("removing the container " + name);
  }

  @Override
  public String describe() {
    return "PostgreSQL in the %s container %s".formatted(engine, name);
  }

  private void run(Object... options) {
    engine("rm", "-f", name).run();
    engine(
            Stream.of(
                    Stream.of("run", "-d", "--name", name, "--shm-size", "1g"),
                    Stream.of("-v", name + ":/var/lib/postgresql/data"),
                    Stream.of(options),
                    Stream.of(IMAGE))
                .flatMap(words -> words)
                .toArray())
        .outputOrFail("starting the container");
    awaitReady();
  }

  /** Over TCP: while the image sets itself up it listens on its Unix socket only. */
  private void awaitReady() {
    long end = System.nanoTime() + READY.toNanos();
    while (!engine("exec", name, "pg_isready", "-q", "-h", "127.0.0.1").run().ok()) {
      if (System.nanoTime() > end) {
        throw new LocalDatabaseException(
            "PostgreSQL in the container %s did not start".formatted(name),
            engine("logs", "--tail", "12", name).run().tail(12));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private Command engine(Object... words) {
    return Command.of(Stream.concat(Stream.of(engine), Stream.of(words)).toArray())
        .within(PATIENCE);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
