package rapport.bench;

import io.vertx.core.Vertx;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import rapport.GatewaySettings;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.Encoders;
import rapport.search.SearchSteps;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/**
 * What a search does around its statement: the plan, the parameters, the search among all rows in
 * memory, and the choice among the rows that came. On real rows of the catalogue at {@code
 * RAPPORT_DB_URL}.
 *
 * <p>{@code ./rapport bench Micro Search}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class SearchBenchmark {
  private static final String QUESTION = "gaming laptop with backlit keyboard";

  private Vertx vertx;
  private SearchSteps steps;

  @Setup
  public void read() {
    vertx = Vertx.vertx();
    GatewaySettings settings = TestGateway.settings(Map.of());
    String url = System.getenv("RAPPORT_DB_URL");
    steps =
        new SearchSteps(
            Database.forServing(vertx, url, settings.database()).pool(),
            Encoders.onnx(vertx, settings.encoder()).of(Language.ENGLISH),
            QUESTION);
    System.out.println(steps.rows() + " rows to choose from");
  }

  @TearDown
  public void close() {
    Waiting.await(vertx.close());
  }

  @Benchmark
  public Object plan() {
    return steps.plan();
  }

  @Benchmark
  public Object parameters() {
    return steps.parameters();
  }

  @Benchmark
  public Object inMemory() {
    return steps.inMemory();
  }

  @Benchmark
  public Object selection() {
    return steps.select();
  }
}
