package rapport.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Constraints;
import rapport.chat.FaqSource;
import rapport.chat.Language;
import rapport.chat.Understanding;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.search.SearchParameters.Only;

/** Question in, supporting rows out: the way is {@link #retrieve}. */
public final class Retriever {
  private static final Logger log = LoggerFactory.getLogger(Retriever.class);

  /** The encoder gets a third of the time: what is left must do for the database. */
  private static final int ENCODER_SHARE = 3;

  private static final Future<List<FaqSource>> NO_OPENERS = Future.succeededFuture(List.of());

  private final Pool pool;
  private final Encoders encoders;
  private final SearchSettings settings;
  private final Shelves shelves;
  private final Map<Statement, String> statements = new ConcurrentHashMap<>();

  public Retriever(Pool pool, Encoders encoders, SearchSettings settings) {
    this.pool = pool;
    this.encoders = encoders;
    this.settings = settings;
    this.shelves = new Shelves(pool);
  }

  /**
   * Finds what fits {@code query}, well or not so well: {@link Retrieved#supported} tells.
   *
   * @return fails with {@code unavailable} or {@code timeout} when the database does not answer
   */
  public Future<Retrieved> retrieve(Query query) {
    Language asked = Languages.of(query.text(), query.language());
    return shelves
        .forLanguage(asked)
        .compose(shelf ->
            shelf
                .map(rows -> retrieve(query, asked, rows))
                .orElseGet(() -> Future.succeededFuture(nothing(asked, query))))
        .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(Retriever::timeout);
  }

  private Future<Retrieved> retrieve(Query query, Language asked, Shelf shelf) {
    Understood understood = shelf.constraints().read(query.text());
    Constraints demanded = Constraints.of(query.filter());
    Constraints wanted = demanded.orElse(understood.constraints());
    long started = System.nanoTime();
    return encode(understood.text(), shelf)
        .compose(encoded -> {
          double encodeMillis = (System.nanoTime() - started) / 1e6;
          Search search =
              new Search(
                  query, asked, shelf, understood.text(), demanded, wanted, Only.ANY, encoded);
          return find(search, encodeMillis)
              .compose(found -> new Relaxation(search, s -> find(s, encodeMillis)).of(found));
        });
  }

  /** The question's vector, or why there is none. */
  private Future<Encoded> encode(String text, Shelf shelf) {
    Duration most = settings.timeout().dividedBy(ENCODER_SHARE);
    return encoders
        .ready(shelf.language())
        .compose(encoder -> encode(text, shelf, encoder))
        .timeout(most.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(failure -> {
          log.warn("searching by full text alone: {}", failure.toString());
          return Encoded.none("the encoder does not answer");
        });
  }

  private static Future<Encoded> encode(String text, Shelf shelf, Encoder encoder) {
    return encoder.maker().equals(shelf.madeBy())
        ? encoder.query(text).map(vector -> new Encoded(vector, encoder.unrelated(), null))
        : Future.succeededFuture(Encoded.none("another encoder made this catalogue's vectors"));
  }

  private Future<Retrieved> find(Search search, double encodeMillis) {
    long started = System.nanoTime();
    return rows(search)
        .map(rows -> {
          double searchMillis = (System.nanoTime() - started) / 1e6;
          Hits hits = new Hits(search, settings.minScore());
          rows.forEach(hits::add);
          return new Retrieved(
              search.asked(),
              new Understanding(search.text(), search.wanted(), null, null),
              hits.products(),
              hits.faqs(),
              hits.candidates(),
              search.encoded().degraded,
              encodeMillis,
              searchMillis);
        });
  }

  private Future<RowSet<Row>> rows(Search search) {
    Encoded encoded = search.encoded();
    String sql = statement(search);
    Tuple parameters =
        SearchParameters.of(
            search.text(),
            search.wanted(),
            search.only(),
            search.shelf(),
            encoded,
            Selection.looksAt(search),
            search.query().faqs());
    return pool.preparedQuery(sql).execute(parameters).recover(Database::failure);
  }

  private String statement(Search search) {
    boolean filtered = SearchParameters.filters(search.wanted(), search.only());
    int dimension = search.encoded().vector == null ? 0 : search.shelf().madeBy().dimension();
    return statements.computeIfAbsent(
        new Statement(dimension, filtered),
        which ->
            dimension == 0 ? SearchSql.lexical(filtered) : SearchSql.hybrid(dimension, filtered));
  }

  /**
   * Which of the statements.
   *
   * @param dimension of the question's vector, 0 when there is none
   */
  private record Statement(int dimension, boolean filtered) {}

  private static Retrieved nothing(Language asked, Query query) {
    Understanding understood =
        new Understanding(query.text(), Constraints.of(query.filter()), null, null);
    return new Retrieved(
        asked, understood, List.of(), List.of(), List.of(), "the catalogue is empty", 0, 0);
  }

  private static Future<Retrieved> timeout(Throwable failure) {
    return Future.failedFuture(
        failure instanceof TimeoutException
            ? new GatewayException(Fault.TIMEOUT, "the search took too long", failure)
            : failure);
  }

  /**
   * A question's vector, or why there is none.
   *
   * @param unrelated the similarity that texts with nothing in common have
   */
  record Encoded(@Nullable Embedding vector, double unrelated, @Nullable String degraded) {
    static Encoded none(String why) {
      return new Encoded(null, 0, why);
    }

    /**
     * A similarity on a scale where 0 is nothing in common and 1 is the same, whatever the encoder.
     */
    double calibrated(double similarity) {
      return Math.clamp((similarity - unrelated) / (1 - unrelated), 0, 1);
    }
  }

  /** A few FAQs of a language, always the same ones. */
  public Future<List<FaqSource>> openers(Language language, int limit) {
    return shelves
        .forLanguage(language)
        .compose(shelf -> shelf.map(s -> shelves.openers(s, limit)).orElse(NO_OPENERS));
  }
}
