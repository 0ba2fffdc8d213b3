package rapport.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.chat.Language;
import rapport.encode.VectorMaker;
import rapport.index.Entry;
import rapport.index.Index;
import rapport.search.EntryReader.Mark;

/**
 * Keeps the rows of languages that are small enough in memory, and brings them up to date when
 * asked to. Safe from any thread; reads on the caller's event loop and builds on a worker.
 */
@SuppressWarnings("ReferenceEquality") // rows of one moment are nobody else's
final class IndexKeeper {
  private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);

  /** More changes than these are read together with everything else. */
  private static final int MOST_CHANGED = 1_000;

  /** While a catalogue is being loaded it is not read over and over. */
  private static final long BETWEEN_LOADS = Duration.ofSeconds(10).toNanos();

  private final Pool pool;
  private final EntryReader reader;
  private final long mostRows;
  private final Map<Language, Place> places = new ConcurrentHashMap<>();

  IndexKeeper(Pool pool, long mostRows) {
    this.pool = pool;
    this.reader = new EntryReader(pool);
    this.mostRows = mostRows;
  }

  /** A language's rows, and who is busy with them. */
  private final class Place {
    final VectorMaker madeBy;
    final ReadAhead ahead;
    final AtomicBoolean underway = new AtomicBoolean();
    volatile @Nullable Kept kept;
    volatile long nextLoad = System.nanoTime();

    Place(Language language, VectorMaker madeBy) {
      this.madeBy = madeBy;
      this.ahead = new ReadAhead(pool, language, () -> places.get(language) == this ? kept : null);
    }

    void keep(Kept now) {
      kept = now;
      ahead.changed();
    }
  }

  /** The rows, or empty: too many, or not read yet, which begins now. */
  Optional<Kept> of(Shelf shelf) {
    Lexicon known = shelf.lexicon();
    if (Math.max(known.products().rows(), known.faqs().rows()) > mostRows) {
      places.remove(shelf.language());
      return Optional.empty();
    }
    Place place = place(shelf);
    Kept kept = place.kept;
    if (kept == null) {
      once(place, () -> load(place, shelf.language()));
    }
    return Optional.ofNullable(kept);
  }

  /** Vectors of two encoders never mix. */
  private Place place(Shelf shelf) {
    return places.compute(
        shelf.language(),
        (language, there) ->
            there != null && there.madeBy.equals(shelf.madeBy())
                ? there
                : new Place(language, shelf.madeBy()));
  }

  /** {@code stale} is behind the table. */
  void renew(Shelf shelf, Kept stale) {
    Place place = place(shelf);
    once(
        place,
        () ->
            place.kept == stale ? renew(place, shelf.language(), stale) : Future.succeededFuture());
  }

  /** Rows of {@code stale} are gone from the table. */
  void forget(
      Shelf shelf, Kept stale, Collection<String> goneProducts, Collection<String> goneFaqs) {
    Place place = place(shelf);
    once(
        place,
        () -> {
          if (place.kept == stale) {
            place.kept = stale.without(goneProducts, goneFaqs);
          }
          return Future.succeededFuture();
        });
  }

  private static void once(Place place, Supplier<Future<?>> work) {
    if (place.underway.compareAndSet(false, true)) {
      work.get()
          .onFailure(failure -> log.warn("cannot read rows into memory: {}", failure.toString()))
          .onComplete(done -> place.underway.set(false));
    }
  }

  private Future<?> load(Place place, Language language) {
    if (System.nanoTime() - place.nextLoad < 0) {
      return Future.succeededFuture();
    }
    place.nextLoad = System.nanoTime() + BETWEEN_LOADS;
    return reader
        .mark()
        .compose(mark ->
            reader.products(language).compose(products -> load(place, language, mark, products)));
  }

  private Future<?> load(Place place, Language language, Mark mark, List<Entry> products) {
    return reader
        .faqs(language)
        .compose(faqs ->
            Vertx.currentContext()
                .executeBlocking(() -> Kept.of(Index.of(products), Index.of(faqs), mark, reader)))
        .onSuccess(kept -> {
          place.keep(kept);
          log.info(
              "{}: {} products and {} FAQs are searched in memory",
              language.code(),
              kept.products().size(),
              kept.faqs().size());
        });
  }

  private Future<?> renew(Place place, Language language, Kept stale) {
    return reader
        .mark()
        .compose(mark -> {
          Future<List<Entry>> products =
              reader.changedProducts(language, stale.read(), MOST_CHANGED);
          Future<List<Entry>> faqs = reader.changedFaqs(language, stale.read(), MOST_CHANGED);
          return Future.all(products, faqs)
              .compose(
                  read -> renew(place, language, stale, mark, products.result(), faqs.result()));
        });
  }

  private Future<?> renew(
      Place place,
      Language language,
      Kept stale,
      Mark mark,
      List<Entry> products,
      List<Entry> faqs) {
    if (Math.max(products.size(), faqs.size()) == MOST_CHANGED || stale.isWorn()) {
      return load(place, language);
    }
    return Vertx.currentContext()
        .executeBlocking(() -> stale.with(products, faqs, mark, reader))
        .onSuccess(place::keep);
  }
}
