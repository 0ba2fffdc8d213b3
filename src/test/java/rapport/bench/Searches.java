package rapport.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rapport.GatewaySettings;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.database.Database;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.search.Query;
import rapport.search.Retrieved;
import rapport.search.Retriever;
import rapport.testing.TestGateway;
import rapport.testing.Waiting;
import rapport.words.Analyzer;
import rapport.words.SparseWords;

/**
 * The time of searches one after another, each text new, on the catalogue that is loaded: over HTTP
 * with another core kept busy, and in process beside plain fusion of two ranks in the same run,
 * turn by turn.
 *
 * <p>{@code ./rapport bench Searches [COUNT]}.
 */
public final class Searches {
  private static final long SEED = 11;

  /** What a simple system does: two legs, fused by reciprocal rank, six rows. */
  private static final String PLAIN =
      """
      with near as materialized (
        select id, row_number() over () as rank from (
          select id from product where language = $1
          order by embedding::halfvec(384) <#> $2::halfvec(384) limit 50) n
      ),
      lexical as materialized (
        select id, row_number() over () as rank from (
          select id from product where language = $1 and terms && $3::text[]
          order by lexical <#> $4::sparsevec, id limit 50) l
      ),
      best as (
        select id, sum(1.0::float8 / (60 + rank)) as fused
        from (select * from near union all select * from lexical) legs
        group by id order by fused desc, id limit 6
      ),
      best_faq as (
        select id from faq where language = $1
        order by question_embedding::halfvec(384) <#> $2::halfvec(384) limit 4
      )
      select 'product' as kind, p.id, p.title, p.description, p.url, p.image, p.price, p.list_price,
        p.currency, p.availability, p.brand, p.category, p.rating, p.rating_count, p.attributes::text
      from best b join product p on p.language = $1 and p.id = b.id
      union all
      select 'faq', f.id, f.question, f.answer, f.link, null, null, null, null, null, null, f.category,
        null, null, null
      from best_faq b join faq f on f.language = $1 and f.id = b.id
      """;

  private final Vertx vertx = Vertx.vertx();
  private final String url = System.getenv("RAPPORT_DB_URL");
  private final GatewaySettings settings = TestGateway.settings(Map.of());
  private final Pool pool = Database.forServing(vertx, url, settings.database()).pool();
  private final Encoders encoders = Encoders.onnx(vertx, settings.encoder());
  private final Retriever retriever = new Retriever(pool, encoders, settings.search());

  private Searches() {}

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    Bench.run(() -> new Searches().run(count));
  }

  private void run(int count) throws Exception {
    List<String> texts = texts(3 * count + 400);
    overHttp(texts.subList(0, count + 200), 200);
    besidePlainFusion(texts.subList(count + 200, 3 * count + 400), 200);
    Waiting.await(vertx.close());
  }

  /** What shoppers type: a few words of a title, sometimes with a slip, a budget or a question. */
  private List<String> texts(int count) {
    List<String> texts = new ArrayList<>();
    Random random = new Random(SEED);
    String sql =
        "select title, coalesce(price, 5000) / 100 as price from product where language = $1";
    for (Row row : Waiting.await(pool.preparedQuery(sql).execute(Tuple.of("en")))) {
      List<String> words = List.of(row.getString("title").split("[^\\p{L}\\p{N}]+", 8));
      int from = random.nextInt(Math.max(1, words.size() - 3));
      String some =
          String.join(
              " ", words.subList(from, Math.min(words.size(), from + 2 + random.nextInt(2))));
      texts.add(
          switch (random.nextInt(4)) {
            case 0 -> "do you have a " + some + "?";
            case 1 -> some + " under " + (row.getLong("price") + 20) + " dollars";
            default -> some;
          });
    }
    Collections.shuffle(texts, random);
    return texts.subList(0, Math.min(count, texts.size()));
  }

  private void overHttp(List<String> texts, int warmUp) throws Exception {
    Map<String, String> environment = Map.of("RAPPORT_DB_URL", url, "RAPPORT_LOG", "WARN");
    AtomicBoolean over = new AtomicBoolean();
    Thread busy = Thread.ofPlatform().daemon().unstarted(() -> spin(over));
    try (BenchGateway gateway = new BenchGateway(environment);
        HttpClient client = HttpClient.newHttpClient()) {
      List<Double> millis = new ArrayList<>();
      busy.start();
      for (int i = 0; i < texts.size(); i++) {
        String query = URLEncoder.encode(texts.get(i), StandardCharsets.UTF_8);
        URI uri =
            URI.create("http://127.0.0.1:" + gateway.port + "/v1/search?locale=en&q=" + query);
        long started = System.nanoTime();
        int status =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
        if (status != 200) {
          throw new IllegalStateException(uri + " answers " + status);
        }
        if (i >= warmUp) {
          millis.add((System.nanoTime() - started) / 1e6);
        }
      }
      print("/v1/search, one core busy elsewhere", millis);
    } finally {
      over.set(true);
    }
  }

  private static void spin(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  private void besidePlainFusion(List<String> texts, int warmUp) {
    Encoder encoder = encoders.of(Language.ENGLISH);
    List<Double> plain = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    List<Double> encode = new ArrayList<>();
    List<Double> search = new ArrayList<>();
    Topic topic = null;
    for (int i = 0; i < texts.size(); i++) {
      long started = System.nanoTime();
      if (i % 2 == 0) {
        plain(encoder, texts.get(i));
      } else {
        Retrieved found = full(texts.get(i), topic);
        topic = Topic.after(topic, found.supported().sources());
        encode.add(found.encodeMillis());
        search.add(found.searchMillis());
      }
      if (i >= warmUp) {
        (i % 2 == 0 ? plain : full).add((System.nanoTime() - started) / 1e6);
      }
    }
    print("plain fusion, in process", plain);
    print("everything, in process", full);
    print("- of which encoding", encode);
    print("- of which the statement", search);
  }

  private Retrieved full(String text, @Nullable Topic topic) {
    return Waiting.await(
        retriever.retrieve(
            new Query(text, Filter.NONE, Language.ENGLISH, topic, null, 6, 4, true)));
  }

  private void plain(Encoder encoder, String text) {
    String vector = Waiting.await(encoder.query(text)).literal();
    String[] words = Analyzer.of(Language.ENGLISH).words(text).toArray(String[]::new);
    Map<String, Double> weights = new HashMap<>();
    for (String word : words) {
      weights.put(word, 1.0);
    }
    RowSet<Row> rows =
        Waiting.await(
            pool.preparedQuery(PLAIN)
                .execute(Tuple.of("en", vector, words, SparseWords.of(weights).literal())));
    if (rows.size() == 0) {
      throw new IllegalStateException("nothing was found");
    }
  }

  private static void print(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        "%-40s n %5d  p50 %6.2f  p90 %6.2f  p99 %6.2f ms%n",
        what, millis.size(), at(millis, 0.5), at(millis, 0.9), at(millis, 0.99));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) (sorted.size() * share));
  }
}
