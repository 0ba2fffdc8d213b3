package rapport.cli;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapport.GatewaySettings;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;

@Command(name = "search", description = "Search the catalogue once.")
final class SearchCommand implements Runnable {
  private static final int MOST_ROWS = 100;

  private final Environment environment;

  SearchCommand(Environment environment) {
    this.environment = environment;
  }

  @Parameters(arity = "1..*", paramLabel = "QUERY", description = "What to look for.")
  private String[] words = {};

  @Spec private CommandSpec spec;

  @Option(names = "-k", description = "Rows of each kind (6 unless said).")
  private int rows = 6;

  @Option(names = "--locale", description = "The language, where the words do not tell.")
  private Language locale = Language.ENGLISH;

  @Override
  public void run() {
    if (rows < 0 || rows > MOST_ROWS) {
      throw new ParameterException(
          spec.commandLine(), "-k: %d (expected: 0 to %d)".formatted(rows, MOST_ROWS));
    }
    GatewaySettings settings = environment.settings();
    String url = environment.databaseUrl(settings);
    Schema.migrate(url);
    Vertx vertx = Vertx.vertx();
    try {
      Retriever retriever =
          new Retriever(
              Database.forServing(vertx, url, settings.database()).pool(),
              Encoders.onnx(vertx, settings.encoder()),
              settings.search());
      Query query = Query.alone(String.join(" ", words), Filter.NONE, locale, rows, rows);
      print(Environment.await(retriever.retrieve(query)));
    } finally {
      Environment.await(vertx.close());
    }
  }

  private void print(Retrieved retrieved) {
    retrieved.products().forEach(hit -> environment.out().println(Lines.product(hit.card())));
    retrieved
        .faqs()
        .forEach(hit ->
            environment.out().printf("  %.2f  %s%n", hit.faq().score(), hit.faq().question()));
    if (retrieved.degraded() != null) {
      environment.out().println("left out: " + retrieved.degraded());
    }
    environment
        .out()
        .printf(
            "encode %.1f ms, search %.1f ms%n", retrieved.encodeMillis(), retrieved.searchMillis());
  }
}
