package rapport.cli;

import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import rapport.Gateway;
import rapport.GatewaySettings;

@Command(
    name = "serve",
    description = "Run the gateway, from its settings, until it is told to stop.")
final class ServeCommand implements Runnable {
  private final Environment environment;

  ServeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    Compilers.giveWay();
    GatewaySettings settings = environment.settings();
    Gateway gateway = Environment.await(Gateway.start(settings, environment.databaseUrl(settings)));
    environment
        .out()
        .printf("Rapport listens on http://%s:%d%n", settings.http().host(), gateway.port());
    untilStopped(gateway);
  }

  /**
   * Waits for SIGTERM or Ctrl-C; the process ends when running answers have ended and everything is
   * given back. Told again, it does not wait for answers.
   */
  static void untilStopped(Gateway gateway) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Signals.onStop(gateway::close);
                  Environment.await(gateway.leave());
                  stopped.countDown();
                },
                "shutdown"));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
