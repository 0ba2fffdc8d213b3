package rapport.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * This project's own gateway in a process of its own, as {@code ./rapport serve} runs it, on free
 * ports of loopback. Ends with {@link #close}, and with this process at the latest.
 */
public final class OwnGateway implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final int port = freePort();
  private final int managementPort = freePort();
  private final Process process;
  private final Thread hook;

  private OwnGateway(
      List<String> program, Map<String, String> settings, List<String> options, Redirect said) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(program);
    command.add("serve");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(said);
    builder.environment().putAll(settings);
    builder.environment().put("RAPPORT_HTTP_HOST", "127.0.0.1");
    builder.environment().put("RAPPORT_HTTP_PORT", Integer.toString(port));
    builder.environment().put("RAPPORT_MANAGEMENT_PORT", Integer.toString(managementPort));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new LoadException("the gateway cannot be started: " + e.getMessage());
    }
    hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param settings environment variables such as {@code RAPPORT_DB_URL}
   * @param options of its JVM, such as {@code -Xmx1g}
   * @throws LoadException when it does not come up
   */
  public static OwnGateway start(Path jar, Map<String, String> settings, List<String> options) {
    OwnGateway gateway =
        new OwnGateway(List.of("-jar", jar.toString()), settings, options, Redirect.INHERIT);
    try {
      gateway.awaitReady();
      return gateway;
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  /**
   * Begins to start one, of the classes that run here, and does not wait: see {@link #awaitReady}.
   *
   * @param log where it says what it has to say, appended
   */
  public static OwnGateway begin(Map<String, String> settings, List<String> options, Path log) {
    String classes = ManagementFactory.getRuntimeMXBean().getClassPath();
    return new OwnGateway(
        List.of("-cp", classes, "rapport.Main"),
        settings,
        options,
        Redirect.appendTo(log.toFile()));
  }

  /** Where it was built: the jar that this very class is from. */
  public static Path jar() {
    try {
      Path source =
          Path.of(OwnGateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return source.toString().endsWith(".jar")
          ? source
          : source.resolveSibling("rapport.jar"); // from target/classes
    } catch (java.net.URISyntaxException e) {
      throw new LoadException("the gateway's jar cannot be found: " + e.getMessage());
    }
  }

  /**
   * Waits until it is ready, a minute at most.
   *
   * @throws LoadException when it has ended, or is not ready by then
   */
  public void awaitReady() {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (!isReady()) {
      if (!process.isAlive()) {
        throw new LoadException("the gateway did not start; it says why");
      }
      if (System.nanoTime() > giveUp) {
        throw new LoadException("the gateway was not ready within a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  public boolean isReady() {
    URI health = URI.create("http://127.0.0.1:%d/health/ready".formatted(managementPort));
    try {
      HttpRequest request = HttpRequest.newBuilder(health).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted");
    }
  }

  public Target target() {
    return new Target(
        "rapport", URI.create("ws://127.0.0.1:%d/v1/chat".formatted(port)), process.pid());
  }

  /** Where its health and metrics are, such as {@code http://127.0.0.1:9090}. */
  public URI management() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  /** SIGTERM: it leaves as it does in a roll-out. Does not wait. */
  public void terminate() {
    process.destroy();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Of a process that has ended; 128 and the signal's number when a signal ended it.
   *
   * @throws IllegalThreadStateException when it has not
   */
  public int exitCode() {
    return process.exitValue();
  }

  /** {@code kill -9}: nothing is said, nothing is put away. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // the JVM is on its way out, and so is that process
    }
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
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // the JVM is on its way out, and so is that process
    }
  }
}
