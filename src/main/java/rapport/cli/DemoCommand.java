package rapport.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import rapport.Gateway;
import rapport.GatewaySettings;
import rapport.chat.Language;
import rapport.database.Schema;

@Command(
    name = "demo",
    description =
        "Set everything up, serve the demo shop in English and Chinese, and ask it something.")
final class DemoCommand implements Runnable {
  private static final String QUESTION = "Do you have a Bluetooth speaker under 50 dollars?";

  private final Environment environment;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    Compilers.giveWay();
    GatewaySettings settings =
        environment.withVariables(withFreePorts(environment.variables())).settings();
    String url = environment.databaseUrl(settings);
    Schema.migrate(url);
    DemoCatalogue.load(environment, settings, url);
    Gateway gateway = Environment.await(Gateway.start(settings, url));
    String address = "http://%s:%d".formatted(settings.http().host(), gateway.port());
    environment.out().printf("%nThe demo shop is open: %s%n%n", address);
    environment.out().println("> " + QUESTION);
    new TerminalAnswer(gateway.vertx(), gateway.answers(), environment.out())
        .ask(TerminalAnswer.question(QUESTION, Language.ENGLISH));
    environment.out().printf("%nTalk to it in a browser: %s   (Ctrl-C ends it)%n", address);
    ServeCommand.untilStopped(gateway);
  }

  /** The usual ports where they are free, others where they are not and nobody asked for them. */
  private static Map<String, String> withFreePorts(Map<String, String> environment) {
    Map<String, String> adjusted = new HashMap<>(environment);
    adjusted.computeIfAbsent("RAPPORT_HTTP_PORT", name -> isFree(8080) ? "8080" : "0");
    adjusted.computeIfAbsent("RAPPORT_MANAGEMENT_PORT", name -> isFree(9090) ? "9090" : "0");
    return adjusted;
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
