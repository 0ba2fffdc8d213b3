package rapport.cli;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import rapport.Gateway;
import rapport.GatewaySettings;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.IngestSummary;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;

@Command(
    name = "demo",
    description =
        "Set everything up, serve the demo shop in English and Chinese, and ask it something.")
final class DemoCommand implements Runnable {
  private static final String QUESTION = "Do you have a Bluetooth speaker under 50 dollars?";
  private static final List<String> FILES =
      List.of("products.en", "products.zh", "faqs.en", "faqs.zh");

  private final Environment environment;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    GatewaySettings settings =
        environment.withVariables(withFreePorts(environment.variables())).settings();
    String url = environment.databaseUrl(settings);
    Schema.migrate(url);
    load(settings, url);
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

  private void load(GatewaySettings settings, String url) {
    Vertx vertx = Vertx.vertx();
    try {
      Catalog catalog = Catalog.postgres(Database.forLoading(vertx, url).pool());
      Ingest ingest = new Ingest(vertx, catalog, Encoders.onnx(vertx, settings.encoder()));
      Progress progress = Progress.on(environment.err(), Environment.onTerminal());
      for (String file : FILES) {
        Kind kind = file.startsWith("products") ? Kind.PRODUCT : Kind.FAQ;
        IngestRequest request =
            IngestRequest.of(kind, List.of(RowSource.resource("/demo/" + file + ".jsonl")));
        IngestSummary summary = Environment.await(ingest.load(request, progress));
        environment
            .out()
            .printf("%s: %d loaded, %d unchanged%n", file, summary.accepted(), summary.unchanged());
      }
    } finally {
      Environment.await(vertx.close());
    }
  }
}
