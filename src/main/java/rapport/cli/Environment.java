package rapport.cli;

import io.vertx.core.Future;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import rapport.GatewaySettings;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.localdb.LocalDatabase;

/**
 * What every command starts from.
 *
 * @param variables such as {@link System#getenv()}
 * @param file {@code rapport.yaml}; need not exist
 * @param out for results
 * @param err for what is told beside them
 */
record Environment(Map<String, String> variables, Path file, PrintStream out, PrintStream err) {
  /** This process's own. */
  static Environment ofProcess() {
    return new Environment(System.getenv(), Path.of("rapport.yaml"), System.out, System.err);
  }

  Environment withVariables(Map<String, String> others) {
    return new Environment(others, file, out, err);
  }

  GatewaySettings settings() {
    return GatewaySettings.read(variables, file);
  }

  /**
   * The database of the settings; where they name none, this checkout's own, started if need be.
   */
  String databaseUrl(GatewaySettings settings) {
    return settings
        .database()
        .url()
        .orElseGet(() -> LocalDatabase.ofThisCheckout(err::println).start());
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
