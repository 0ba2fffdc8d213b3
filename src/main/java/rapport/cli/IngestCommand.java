package rapport.cli;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import rapport.GatewaySettings;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.Kind;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Encoders;
import rapport.ingest.FieldMap;
import rapport.ingest.Ingest;
import rapport.ingest.IngestRequest;
import rapport.ingest.IngestSummary;
import rapport.ingest.Progress;
import rapport.ingest.RowSource;

@Command(
    name = "ingest",
    description = "Load catalogue files: JSON lines, CSV or TSV, plain or gzipped.")
final class IngestCommand implements Callable<Integer> {
  private static final int REJECTIONS_SHOWN = 20;

  private final Environment environment;

  IngestCommand(Environment environment) {
    this.environment = environment;
  }

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--products", arity = "1..*", description = "Files of products.")
  private List<Path> products = List.of();

  @Option(names = "--faqs", arity = "1..*", description = "Files of FAQs.")
  private List<Path> faqs = List.of();

  @Option(names = "--map", description = "A YAML file that names the fields of someone's export.")
  private @Nullable Path map;

  @Option(names = "--locale", description = "The language of rows that do not say theirs.")
  private Language locale = Language.ENGLISH;

  @Option(names = "--replace", description = "Remove what is stored but not in these files.")
  private boolean replace;

  @Option(
      names = "--forget",
      description = "First drop everything of a language, so that another encoder can take over.")
  private @Nullable Language forget;

  @Override
  public Integer call() {
    if (products.isEmpty() && faqs.isEmpty() && forget == null) {
      throw new ParameterException(spec.commandLine(), "--products or --faqs is missing");
    }
    if (map != null && !products.isEmpty() && !faqs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--map fits one kind of file: load --products and --faqs separately");
    }
    GatewaySettings settings = environment.settings();
    String url = environment.databaseUrl(settings);
    Schema.migrate(url);
    Vertx vertx = Vertx.vertx();
    try {
      Encoders encoders = Encoders.onnx(vertx, settings.encoder());
      Catalog catalog = Catalog.postgres(Database.forLoading(vertx, url).pool());
      return load(catalog, new Ingest(vertx, catalog, encoders));
    } finally {
      Environment.await(vertx.close());
    }
  }

  private int load(Catalog catalog, Ingest ingest) {
    if (forget != null) {
      Environment.await(catalog.forget(forget));
      environment.out().println("Forgot everything in " + forget + ".");
    }
    boolean fine = true;
    for (Kind kind : Kind.values()) {
      List<Path> files = kind == Kind.PRODUCT ? products : faqs;
      if (!files.isEmpty()) {
        fine &= load(ingest, kind, files);
      }
    }
    return fine ? 0 : 1;
  }

  private boolean load(Ingest ingest, Kind kind, List<Path> files) {
    List<RowSource> sources = new ArrayList<>();
    files.forEach(file -> sources.add(RowSource.file(file)));
    IngestRequest request =
        IngestRequest.of(kind, sources)
            .withLanguage(locale)
            .withReplace(replace)
            .withMeasureEncoder(true);
    if (map != null) {
      request = request.withMap(FieldMap.read(map, kind));
    }
    Progress progress = Progress.on(environment.err(), Environment.onTerminal());
    IngestSummary summary = Environment.await(ingest.load(request, progress));
    print(kind, summary);
    return summary.problems().isEmpty();
  }

  private void print(Kind kind, IngestSummary summary) {
    environment
        .out()
        .printf(
            "%s: %,d accepted, %,d unchanged, %,d rejected, %,d removed; %,d encoded; %.1f s, %,.0f rows/s%n",
            kind == Kind.PRODUCT ? "products" : "FAQs",
            summary.accepted(),
            summary.unchanged(),
            summary.rejected(),
            summary.removed(),
            summary.encoded(),
            summary.elapsed().toMillis() / 1e3,
            summary.rowsPerSecond());
    OptionalDouble alone = summary.encoderRowsPerSecond();
    if (alone.isPresent()) {
      environment
          .out()
          .printf(
              "the encoder alone: %,.0f rows/s on a sample of these; the load ran at %.2f of that%n",
              alone.getAsDouble(), summary.encoderShare().orElse(0));
    }
    summary.rejections().stream()
        .limit(REJECTIONS_SHOWN)
        .forEach(rejection -> environment.out().println("  " + rejection.message()));
    long hidden = summary.rejected() - REJECTIONS_SHOWN;
    if (hidden > 0) {
      environment.out().printf("  … and %,d more%n", hidden);
    }
    summary.problems().forEach(problem -> environment.out().println("  " + problem));
  }
}
