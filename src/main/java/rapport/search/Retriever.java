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
import rapport.catalog.LexicalText;
import rapport.chat.Constraints;
import rapport.chat.FaqSource;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.words.Brands;

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
  private final Map<Integer, String> statements = new ConcurrentHashMap<>();

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
                .map(rows -> search(query, asked, rows))
                .orElseGet(() -> Future.succeededFuture(nothing(asked, query.filter()))))
        .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(Retriever::timeout);
  }

  private Future<Retrieved> search(Query query, Language asked, Shelf shelf) {
    Understood understood = new ConstraintReader(shelf.currency(), Brands.NONE).read(query.text());
    Filter filter = query.filter().orElse(filter(understood.constraints()));
    long started = System.nanoTime();
    return encode(understood.text(), shelf)
        .compose(encoded -> {
          long encodedAt = System.nanoTime();
          return rows(query, understood.text(), filter, shelf, encoded.vector)
              .map(rows ->
                  found(
                      new Found(asked, shelf, filter, encoded, understood.text()),
                      rows,
                      millis(encodedAt - started),
                      millis(System.nanoTime() - encodedAt)));
        });
  }

  private static Filter filter(Constraints read) {
    return new Filter(read.minPrice(), read.maxPrice(), null, null, read.inStock() ? true : null);
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

  private Future<RowSet<Row>> rows(
      Query query, String text, Filter filter, Shelf shelf, @Nullable Embedding vector) {
    String sql =
        vector == null
            ? SearchSql.lexical()
            : statements.computeIfAbsent(shelf.madeBy().dimension(), SearchSql::hybrid);
    Tuple parameters =
        Tuple.tuple()
            .addString(shelf.language().code())
            .addString(vector == null ? null : vector.literal())
            .addString(LexicalText.configuration(shelf.language()))
            .addString(LexicalText.words(text))
            .addLong(filter.minPrice())
            .addLong(filter.maxPrice())
            .addString(filter.brand())
            .addString(filter.category() == null ? null : Like.literal(filter.category()))
            .addBoolean(filter.inStock() != null && filter.inStock())
            .addInteger(query.products())
            .addInteger(query.faqs());
    return pool.preparedQuery(sql).execute(parameters).recover(Database::failure);
  }

  private Retrieved found(Found found, RowSet<Row> rows, double encodeMillis, double searchMillis) {
    Hits hits = new Hits(found, settings.minScore());
    rows.forEach(hits::add);
    return new Retrieved(
        found.asked(),
        found.filter(),
        hits.products(),
        hits.faqs(),
        found.encoded().degraded,
        encodeMillis,
        searchMillis);
  }

  private static Retrieved nothing(Language asked, Filter filter) {
    return new Retrieved(asked, filter, List.of(), List.of(), "the catalogue is empty", 0, 0);
  }

  private static Future<Retrieved> timeout(Throwable failure) {
    return Future.failedFuture(
        failure instanceof TimeoutException
            ? new GatewayException(Fault.TIMEOUT, "the search took too long", failure)
            : failure);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** Everything one search knows when its rows come back. */
  record Found(Language asked, Shelf shelf, Filter filter, Encoded encoded, String text) {}

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
