package rapport.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * The gateway as a process of its own, as a shop runs it, so that it can be killed as machines kill
 * processes. Settings are given as the environment gives them; ports are free ones.
 */
public final class GatewayProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int SECONDS = 60;
  private static final int LINES_KEPT = 60;

  /**
   * Starts the gateway and kills it, as {@code kill -9} does, when our side of its standard input
   * closes: when we say so, or when the JVM of the tests ends, however it ends. Its exit code is
   * the gateway's.
   */
  private static final String KEEPER =
      """
      exec 3<&0
      "$@" < /dev/null 3<&- &
      gateway=$!
      trap '' INT TERM HUP
      { cat <&3 > /dev/null; kill -9 "$gateway"; } > /dev/null 2>&1 &
      killer=$!
      exec 3<&-
      wait "$gateway"
      code=$?
      kill -9 "$killer"
      exit "$code"
      """;

  private final int port = freePort();
  private final int managementPort = freePort();
  private final ConcurrentLinkedDeque<String> lines = new ConcurrentLinkedDeque<>();
  private final CompletableFuture<Void> listening = new CompletableFuture<>();
  private final Process keeper;

  private GatewayProcess(String databaseUrl, Map<String, String> settings) {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("RAPPORT_"));
    builder.environment().putAll(settings);
    builder.environment().put("RAPPORT_DB_URL", databaseUrl);
    builder.environment().put("RAPPORT_HTTP_PORT", Integer.toString(port));
    builder.environment().put("RAPPORT_MANAGEMENT_PORT", Integer.toString(managementPort));
    try {
      this.keeper = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /** A gateway that is ready for shoppers. */
  public static GatewayProcess start(String databaseUrl, Map<String, String> settings) {
    GatewayProcess process = new GatewayProcess(databaseUrl, settings);
    try {
      process.listening.orTimeout(SECONDS, TimeUnit.SECONDS).join();
      if (process.management("/health/ready").statusCode() != 200) {
        throw new AssertionError("not ready: " + process.management("/health/ready").body());
      }
      return process;
    } catch (RuntimeException | AssertionError e) {
      process.kill();
      throw new AssertionError("no gateway: " + String.join("\n", process.lines), e);
    }
  }

  private static List<String> command() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> words = new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper", java.toString()));
    words.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    words.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    words.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
    words.addAll(List.of("rapport.Main", "serve"));
    return words;
  }

  private void listen() {
    try (BufferedReader output = keeper.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (lines.size() > LINES_KEPT) {
          lines.remove();
        }
        if (line.startsWith("Rapport listens on")) {
          listening.complete(null);
        }
      }
      listening.completeExceptionally(new IllegalStateException("it ended"));
    } catch (IOException e) {
      listening.completeExceptionally(e);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** What the management port answers. */
  public java.net.http.HttpResponse<String> management(String path) {
    return get(managementPort, path);
  }

  static java.net.http.HttpResponse<String> get(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HTTP.sendAsync(request, BodyHandlers.ofString())
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** {@code kill -9}: nothing is said, nothing is put away. */
  public void kill() {
    try {
      keeper.getOutputStream().close();
      if (!keeper.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the gateway did not die");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** SIGTERM, as a roll-out sends it. */
  public void terminate() {
    keeper
        .children()
        .filter(child -> child.info().command().filter(name -> name.endsWith("java")).isPresent())
        .forEach(ProcessHandle::destroy);
  }

  /** Waits, a minute at most, until it has ended of itself; its exit code. */
  public int exitCode() {
    try {
      if (!keeper.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it is still there: " + String.join("\n", lines));
      }
      return keeper.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
