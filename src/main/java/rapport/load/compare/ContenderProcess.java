package rapport.load.compare;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import rapport.load.LoadException;
import rapport.load.ProcessWatch;
import rapport.load.Target;

/**
 * A contender in a process of its own, with the same JVM and the same heap as the others. Ends with
 * {@link #close}, and with this process at the latest.
 */
final class ContenderProcess implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
  private static final long QUIET_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final int QUIET_SECONDS = 3;

  /** Of a second; compilers and timers take less. */
  private static final long QUIET_CPU_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final int LAST_LINES = 20;

  private final Contender contender;
  private final Surroundings around;
  private final int port = freePort();
  private final Path output;
  private final Process process;
  private final Thread hook;

  private ContenderProcess(Contender contender, Surroundings around, Path target) {
    this.contender = contender;
    this.around = around;
    this.output = target.resolve("bench").resolve(contender.id() + ".log");
    Path jar = contender.jar(target);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(contender.arguments());
    File log = output.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().putAll(contender.environment(around, port, freePort()));
    try {
      Files.createDirectories(output.getParent());
      process = builder.start();
    } catch (IOException e) {
      throw new LoadException(contender.title() + " cannot be started: " + e.getMessage());
    }
    hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one and waits until it welcomes.
   *
   * @param target the checkout's folder of what was built
   * @throws LoadException when it does not come up, with the end of what it said
   */
  static ContenderProcess start(Contender contender, Surroundings around, Path target) {
    ContenderProcess started = new ContenderProcess(contender, around, target);
    try {
      started.awaitWelcome();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void awaitWelcome() {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!welcomes(client)) {
        if (!process.isAlive() || System.nanoTime() > giveUp) {
          throw new LoadException(
              "%s does not welcome anybody; the end of %s:%n%s"
                  .formatted(contender.title(), output, end()));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  /** Waits, two minutes at most, until it works no more on what it was asked before. */
  void awaitQuiet() {
    long giveUp = System.nanoTime() + QUIET_PATIENCE_NANOS;
    long before = cpuNanos();
    for (int quiet = 0; quiet < QUIET_SECONDS && System.nanoTime() < giveUp; ) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      long now = cpuNanos();
      quiet = now - before < QUIET_CPU_NANOS ? quiet + 1 : 0;
      before = now;
    }
  }

  private long cpuNanos() {
    ProcessWatch watch = ProcessWatch.of(process.pid());
    return watch == null ? 0 : watch.cpuNanos();
  }

  private boolean welcomes(HttpClient client) {
    CompletableFuture<Boolean> welcome = new CompletableFuture<>();
    try {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(url(), new Listener(welcome))
              .get(2, TimeUnit.SECONDS);
      socket.sendText("{\"type\":\"hello\"}", true).get(2, TimeUnit.SECONDS);
      boolean welcomed = welcome.get(2, TimeUnit.SECONDS);
      socket.abort();
      return welcomed;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted");
    }
  }

  /** Waits for the first frame. */
  private record Listener(CompletableFuture<Boolean> welcome) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      welcome.complete(text.toString().contains("\"welcome\""));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      welcome.complete(false);
    }
  }

  private String end() {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  private URI url() {
    return URI.create("ws://127.0.0.1:%d/v1/chat".formatted(port));
  }

  Target target() {
    return new Target(contender.id(), url(), process.pid(), around.databaseProcess());
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new LoadException("no free port: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // the JVM is on its way out, and the hook with it
    }
  }
}
