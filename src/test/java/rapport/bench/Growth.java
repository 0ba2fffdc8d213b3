package rapport.bench;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rapport.encode.Encoders;
import rapport.testing.TestGateway;

/**
 * What happens to retrieval as a catalogue grows: the shared catalogue as it is, and the same grown
 * to more rows ({@code GrownProducts}), side by side, question by question. Times through the
 * production's {@code Retriever}, recall of its vectors against comparing all rows, with and
 * without filters, for several {@code hnsw.ef_search} beside the one that the production takes;
 * sizes and what building took.
 *
 * <p>The two databases are made on the server of {@code RAPPORT_DB_URL} at the first run and kept;
 * run it with {@code ./rapport bench Growth 1000000} and the options of {@link GrowthOptions}.
 */
public final class Growth {
  private Growth() {}

  public static void main(String[] arguments) {
    Bench.run(() -> run(GrowthOptions.of(List.of(arguments))));
  }

  private static void run(GrowthOptions options) throws SQLException, InterruptedException {
    Vertx vertx = Vertx.vertx();
    GrowthDatabases databases =
        new GrowthDatabases(vertx, System.getenv("RAPPORT_DB_URL"), options);
    // Each text is asked of two catalogues: neither may find its vector ready.
    Map<String, String> settings =
        Map.of(
            "RAPPORT_ENCODER_CACHE", "0",
            "RAPPORT_DB_POOL_SIZE", "1",
            "RAPPORT_SEARCH_IN_MEMORY_ROWS", Integer.toString(options.inMemory()),
            "RAPPORT_DB_STATEMENT_TIMEOUT", "120s",
            "RAPPORT_SEARCH_TIMEOUT", "120s");
    Encoders encoders = Encoders.onnx(vertx, TestGateway.settings(settings).encoder());
    List<GrowthCatalogue> catalogues = new ArrayList<>();
    for (String url : List.of(databases.real(), databases.grown())) {
      GrowthCatalogue catalogue =
          new GrowthCatalogue(vertx, url, encoders, TestGateway.settings(settings));
      catalogue.printSizes();
      catalogues.add(catalogue);
    }
    measure(catalogues, options);
    TestGateway.await(vertx.close());
  }

  private static void measure(List<GrowthCatalogue> catalogues, GrowthOptions options)
      throws SQLException {
    List<String> questions = catalogues.getFirst().questions(options.questions());
    System.out.printf("%n%,d questions; recall of %d%n", questions.size(), options.judged());
    System.out.println(GrowthTimes.HEADER);
    List<List<GrowthFilter>> filters = new ArrayList<>();
    for (GrowthCatalogue catalogue : catalogues) {
      filters.add(catalogue.filters());
      catalogue.judge(questions.subList(0, options.judged()), filters.getLast());
    }
    for (int f = 0; f < filters.getFirst().size(); f++) {
      List<GrowthTimes> times = new ArrayList<>();
      for (int c = 0; c < catalogues.size(); c++) {
        times.add(new GrowthTimes(catalogues.get(c), filters.get(c).get(f)));
      }
      int asked = f == 0 ? questions.size() : questions.size() / 3;
      for (String question : questions.subList(0, asked)) {
        times.forEach(each -> each.ask(question));
      }
      times.forEach(each -> System.out.println(each.line()));
    }
  }
}
