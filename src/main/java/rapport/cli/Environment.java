package rapport.cli;

import io.vertx.core.Future;
import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import rapport.GatewaySettings;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.localdb.LocalDatabase;

/** What every command starts from: the settings, and a database. */
final class Environment {
  private static final Path FILE = Path.of("rapport.yaml");

  private Environment() {}

  static GatewaySettings settings() {
    return settings(System.getenv());
  }

  static GatewaySettings settings(Map<String, String> environment) {
    return GatewaySettings.read(environment, FILE);
  }

  /**
   * The database of the settings; where they name none, this checkout's own, started if need be.
   */
  static String databaseUrl(GatewaySettings settings) {
    return settings
        .database()
        .url()
        .orElseGet(() -> LocalDatabase.ofThisCheckout(System.err::println).start());
  }

  @SuppressWarnings("SystemConsoleNull") // the JDK may still say null, and NullAway knows
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Waits, on a command's own thread, for what event loops do. */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new GatewayException(Fault.INTERNAL, String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException(Fault.INTERNAL, "interrupted", e);
    }
  }
}
