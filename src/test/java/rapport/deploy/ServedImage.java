package rapport.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import rapport.testing.Shopper;

/** A gateway that was started from the files of the image, as a process of its own. */
final class ServedImage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port = freePort();
  private final int managementPort = freePort();
  private final Path log;
  private final Process process;

  private ServedImage(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().putAll(environment);
    builder.environment().put("RAPPORT_HTTP_PORT", Integer.toString(port));
    builder.environment().put("RAPPORT_MANAGEMENT_PORT", Integer.toString(managementPort));
    this.log = log;
    this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /**
   * Starts {@code command} and waits until it is ready.
   *
   * @param command must end in the gateway itself, by exec
   * @param environment all but the ports, which are free ones
   * @param log where its output goes
   */
  static ServedImage start(List<String> command, Map<String, String> environment, Path log) {
    try {
      ServedImage served = new ServedImage(command, environment, log);
      served.awaitReady();
      return served;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      boolean gone = process.waitFor(10, TimeUnit.MILLISECONDS);
      if (gone || System.nanoTime() > end) {
        close();
        throw new AssertionError((gone ? "it ended: " : "not ready: ") + output());
      }
    }
  }

  private boolean isReady() {
    URI uri = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Shopper join() {
    return Shopper.join(port);
  }

  /** Its root and what is mounted there, as it sees them. */
  Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  /**
   * SIGTERM, as Kubernetes sends it.
   *
   * @return its exit code
   */
  int terminate(Duration grace) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still there after " + grace + ": " + output());
    }
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
