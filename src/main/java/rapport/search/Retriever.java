package rapport.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Constraints;
import rapport.chat.FaqSource;
import rapport.chat.Filter;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Understanding;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;
import rapport.fault.Fault;
import rapport.fault.GatewayException;
import rapport.search.InMemory.View;

/** Question in, supporting rows out: the way is {@link #retrieve}. */
public final class Retriever {
  private static final Logger log = LoggerFactory.getLogger(Retriever.class);

  /** The encoder gets a third of the time: what is left must do for the database. */
  private static final int ENCODER_SHARE = 3;

  private static final Future<List<FaqSource>> NO_OPENERS = Future.succeededFuture(List.of());

  private static final Future<Optional<List<Match>>> NOT_IN_MEMORY =
      Future.succeededFuture(Optional.empty());

  private static final String WARM_UP =
      "a black one from nobody, not red, size 42, under $50 有没有现货";

  private final Encoders encoders;
  private final SearchSettings settings;
  private final Shelves shelves;
  private final Statements statements;
  private final InMemory inMemory;

  public Retriever(Pool pool, Encoders encoders, SearchSettings settings) {
    this.statements = new Statements(pool);
    this.inMemory = new InMemory(pool, settings.inMemoryRows());
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
    return retrieve(query, null);
  }

  /**
   * The same, sooner when {@code ahead} has found it.
   *
   * @param ahead a search begun before, or null
   */
  public Future<Retrieved> retrieve(Query query, @Nullable Ahead ahead) {
    long started = System.nanoTime();
    return inTime(
        plan(query)
            .compose(planned -> {
              if (planned.isEmpty()) {
                return Future.succeededFuture(nothing(query));
              }
              Search search = planned.get();
              return Optional.ofNullable(ahead)
                  .flatMap(begun -> begun.serves(search))
                  .map(found -> found.map(f -> f.within(0, (System.nanoTime() - started) / 1e6)))
                  .orElseGet(() -> run(search));
            }));
  }

  InMemory inMemory() {
    return inMemory;
  }

  /** Searches for nothing in particular, so that the next search finds everything ready. */
  public Future<Void> warmUp(Language language) {
    return retrieve(Query.alone(WARM_UP, Filter.NONE, language, 6, 4)).mapEmpty();
  }

  /** Begins a search for a question that is still being put. */
  public Ahead ahead(Query query) {
    Future<Optional<Search>> planned = plan(query);
    Future<Retrieved> found =
        inTime(
            planned.compose(
                p -> p.map(this::run).orElseGet(() -> Future.succeededFuture(nothing(query)))));
    return new Ahead(planned, found);
  }

  /** What the question means; empty: there are no rows at all. */
  private Future<Optional<Search>> plan(Query query) {
    Language asked = Languages.of(query);
    return shelves.forLanguage(asked).map(shelf -> shelf.map(rows -> Plan.of(query, asked, rows)));
  }

  private Future<Retrieved> inTime(Future<Retrieved> retrieved) {
    return OnEventLoop.here(retrieved)
        .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(Retriever::timeout);
  }

  private Future<Retrieved> run(Search search) {
    if (search.following() == Following.DECLINED) {
      return Future.succeededFuture(nothing(search));
    }
    long started = System.nanoTime();
    return begin(search.text(), search.shelf()).compose(begun -> run(search, begun, started));
  }

  private Future<Retrieved> run(Search search, Begun begun, long started) {
    long encodedAt = System.nanoTime();
    double encodeMillis = (encodedAt - started) / 1e6;
    Weighed weighed = Weighed.of(search, begun.encoded);
    Relaxation relaxation =
        new Relaxation(
            search, settings.minScore(), other -> find(other, weighed.under(other), begun.view));
    return find(search, weighed, begun.view)
        .compose(relaxation::of)
        .map(found -> found.within(encodeMillis, (System.nanoTime() - encodedAt) / 1e6));
  }

  /** What a search begins with; the view is there when there is a vector to look in it for. */
  private record Begun(Encoded encoded, Optional<View> view) {
    static Begun withoutVector(String why) {
      return new Begun(Encoded.none(why), Optional.empty());
    }
  }

  private Future<Begun> begin(String text, Shelf shelf) {
    Duration most = settings.timeout().dividedBy(ENCODER_SHARE);
    Future<Begun> begun =
        OnEventLoop.here(
                encoders.ready(shelf.language()).compose(encoder -> begin(text, shelf, encoder)))
            .timeout(most.toMillis(), TimeUnit.MILLISECONDS)
            .otherwise(failure -> {
              log.warn("searching by full text alone: {}", failure.toString());
              return Begun.withoutVector("the encoder does not answer");
            });
    // A vector that is there is not given up because others have their turn first.
    return OnEventLoop.inTurn(begun);
  }

  private Future<Begun> begin(String text, Shelf shelf, Encoder encoder) {
    if (!encoder.maker().equals(shelf.madeBy())) {
      return Future.succeededFuture(
          Begun.withoutVector("another encoder made this catalogue's vectors"));
    }
    Optional<View> view = inMemory.view(shelf);
    return encoder
        .query(text)
        .map(vector -> new Begun(new Encoded(vector, encoder.unrelated(), null), view));
  }

  private Future<Retrieved> find(Search search, Weighed weighed, Optional<View> view) {
    Encoded encoded = weighed.encoded();
    return rows(weighed, view)
        .map(rows -> {
          Hits hits = new Hits(search, encoded, settings.minScore());
          rows.forEach(hits::add);
          return new Retrieved(
              search.asked(),
              search.understanding(),
              hits.products(),
              hits.faqs(),
              hits.candidates(),
              hits.faqCandidates(),
              encoded.degraded,
              0,
              0);
        });
  }

  private Future<List<Match>> rows(Weighed weighed, Optional<View> view) {
    return view.map(memory -> inMemory.rows(weighed, memory))
        .orElse(NOT_IN_MEMORY)
        .compose(found ->
            found
                .map(Future::succeededFuture)
                .orElseGet(() -> OnEventLoop.inTurn(statements.run(weighed))));
  }

  /** Nothing is looked for. */
  private static Retrieved nothing(Search search) {
    return new Retrieved(
        search.asked(),
        search.understanding(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        0,
        0);
  }

  private static Retrieved nothing(Query query) {
    Language asked = Languages.of(query);
    Understanding understood = Understanding.alone(query.text(), Constraints.of(query.filter()));
    return new Retrieved(
        asked,
        understood,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "the catalogue is empty",
        0,
        0);
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
