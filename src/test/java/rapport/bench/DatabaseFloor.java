package rapport.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rapport.GatewaySettings;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.Encoders;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;

/**
 * The gateway's searches beside their floor: {@code pgbench} with the very statements, parameters
 * written into them, against the same statements through the client the gateway uses, and against
 * whole retrievals less their encoding. One connection each, nothing at once, in turn, several
 * rounds.
 *
 * <p>pgbench's statements have no parameters, so they are planned once; the client's are planned
 * anew each time where PostgreSQL thinks it pays, which is part of what is measured.
 *
 * <p>{@code ./rapport bench DatabaseFloor [ROUNDS [SEARCHES_A_ROUND]]}, on the catalogue at {@code
 * RAPPORT_DB_URL}; it only reads.
 */
public final class DatabaseFloor {
  private static final long SEED = 11;

  private static final String SESSION =
      """
      select 'jit=' || current_setting('jit'),
        'hnsw.iterative_scan=' || current_setting('hnsw.iterative_scan'),
        'hnsw.ef_search=' || current_setting('hnsw.ef_search'),
        'hnsw.max_scan_tuples=' || current_setting('hnsw.max_scan_tuples')
      """;

  private final Vertx vertx = Vertx.vertx();
  private final String url = System.getenv("RAPPORT_DB_URL");
  private final GatewaySettings settings =
      TestGateway.settings(Map.of("RAPPORT_DB_POOL_SIZE", "1"));
  private final Pool pool = Database.forServing(vertx, url, settings.database()).pool();
  private final Encoders encoders = Encoders.onnx(vertx, settings.encoder());
  private final List<Way> ways = new ArrayList<>();

  private DatabaseFloor() {}

  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int searches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 400;
    Bench.run(() -> new DatabaseFloor().run(rounds, searches));
  }

  /** A way to search, with the percentiles of each round. */
  private record Way(String name, Search search, List<double[]> rounds) {}

  private interface Search {
    /** Milliseconds of so many searches. */
    List<Double> run(int searches, long seed) throws Exception;
  }

  private void run(int rounds, int searches) throws Exception {
    Asked asked = new Asked(pool);
    Retriever watched = new Retriever(asked.pool(), encoders, settings.search());
    Waiting.await(watched.warmUp(Language.ENGLISH));
    asked.take();
    List<String> questions = questions(PgBench.MOST_SCRIPTS);
    List<Asked.Statement> statements = new ArrayList<>();
    for (String question : questions) {
      Waiting.await(watched.retrieve(query(question)));
      asked.take().stream()
          .filter(s -> s.parameters().size() > 5)
          .findFirst()
          .ifPresent(statements::add);
    }
    System.out.printf("%d statements of %d questions%n", statements.size(), questions.size());
    Retriever retriever = new Retriever(pool, encoders, settings.search());
    try (PgBench pgbench = new PgBench(url, sessionOptions(), statements)) {
      ways.add(new Way("pgbench, the floor", pgbench::run, new ArrayList<>()));
      ways.add(
          new Way(
              "client, the same statements",
              (n, seed) -> client(statements, n, seed),
              new ArrayList<>()));
      ways.add(
          new Way(
              "retrieval, less encoding",
              (n, seed) -> retrieval(retriever, questions, n, seed),
              new ArrayList<>()));
      for (int round = -1; round < rounds; round++) {
        for (Way way : ways) {
          List<Double> millis = way.search.run(searches, SEED + round);
          if (round >= 0) {
            way.rounds.add(percentiles(millis));
          }
        }
      }
    }
    print(rounds, searches);
    Waiting.await(vertx.close());
  }

  /** The floor's session is set as the gateway sets its own. */
  private String sessionOptions() {
    Row row = Waiting.await(pool.query(SESSION).execute()).iterator().next();
    StringBuilder options = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      options.append(" -c ").append(row.getString(i));
    }
    return options.toString().strip();
  }

  private List<Double> client(List<Asked.Statement> statements, int count, long seed) {
    Random random = new Random(seed);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Asked.Statement statement = statements.get(random.nextInt(statements.size()));
      long started = System.nanoTime();
      Waiting.await(statement.run(pool));
      millis.add((System.nanoTime() - started) / 1e6);
    }
    return millis;
  }

  private static List<Double> retrieval(
      Retriever retriever, List<String> questions, int count, long seed) {
    Random random = new Random(seed);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Query query = query(questions.get(random.nextInt(questions.size())));
      long started = System.nanoTime();
      Retrieved found = Waiting.await(retriever.retrieve(query));
      millis.add((System.nanoTime() - started) / 1e6 - found.encodeMillis());
    }
    return millis;
  }

  private static Query query(String question) {
    return Query.alone(question, Filter.NONE, Language.ENGLISH, 6, 4);
  }

  /** Words of titles, as shoppers type them; some with a budget, so that filters are among them. */
  private List<String> questions(int count) {
    Random random = new Random(SEED);
    List<String> questions = new ArrayList<>();
    String titles =
        "select title, coalesce(price, 5000) / 100 as price from product where language = 'en' order by id";
    Waiting.await(pool.query(titles).execute())
        .forEach(row -> {
          List<String> words = List.of(row.getString("title").split("[^\\p{L}\\p{N}]+", 8));
          int from = random.nextInt(Math.max(1, words.size() - 3));
          String some = String.join(" ", words.subList(from, Math.min(words.size(), from + 3)));
          questions.add(
              random.nextInt(3) == 0
                  ? some + " under " + (row.getLong("price") + 20) + " dollars"
                  : some);
        });
    Collections.shuffle(questions, random);
    return questions.subList(0, Math.min(count, questions.size()));
  }

  private static double[] percentiles(List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    return new double[] {
      sorted.get(sorted.size() / 2),
      sorted.get((int) (sorted.size() * 0.99)),
      sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow()
    };
  }

  private void print(int rounds, int searches) {
    System.out.printf(
        "%d rounds of %d searches in turn; medians of the rounds%n", rounds, searches);
    System.out.printf(
        "%-30s %9s %9s %9s   %s%n",
        "", "p50", "p99", "mean", "times the floor (mean; from round to round)");
    for (Way way : ways) {
      double[] ratios = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        ratios[i] = way.rounds.get(i)[2] / ways.getFirst().rounds.get(i)[2];
      }
      System.out.printf(
          "%-30s %6.2f ms %6.2f ms %6.2f ms   %.2f (%.2f to %.2f)%n",
          way.name,
          median(way, 0),
          median(way, 1),
          median(way, 2),
          median(way, 2) / median(ways.getFirst(), 2),
          Arrays.stream(ratios).min().orElseThrow(),
          Arrays.stream(ratios).max().orElseThrow());
    }
  }

  private static double median(Way way, int figure) {
    List<Double> sorted = way.rounds.stream().map(each -> each[figure]).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
