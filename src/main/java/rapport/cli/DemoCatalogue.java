package rapport.cli;

import io.vertx.core.Vertx;
import java.util.List;
import rapport.GatewaySettings;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.database.Database;
import rapport.encode.Encoders;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.IngestSummary;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;

/** The demo shop's products and FAQs, which come with the program. */
final class DemoCatalogue {
  private static final List<String> FILES =
      List.of("products.en", "products.zh", "faqs.en", "faqs.zh");

  private DemoCatalogue() {}

  /** Loads what of it is not there yet; what is told goes to the environment's streams. */
  static void load(Environment environment, GatewaySettings settings, String url) {
    Vertx vertx = Vertx.vertx();
    try {
      Catalog catalog = Catalog.postgres(Database.forLoading(vertx, url).pool());
      Ingest ingest = new Ingest(vertx, catalog, Encoders.onnx(vertx, settings.encoder()));
      Progress progress = Progress.on(environment.err(), Environment.onTerminal());
      for (String file : FILES) {
        Kind kind = file.startsWith("products") ? Kind.PRODUCT : Kind.FAQ;
        RowSource source = RowSource.resource("/demo/" + file + ".jsonl");
        IngestRequest request = IngestRequest.of(kind, List.of(source));
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
