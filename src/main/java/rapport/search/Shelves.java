package rapport.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rapport.chat.FaqSource;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.VectorMaker;

/**
 * Which languages the catalogue has, and what is known of each. Looked up again now and then, since
 * loads may change them; what is known serves until the new is there. Safe from any thread.
 */
final class Shelves {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final Pool pool;
  private final ShelfLoader loader;
  private final Map<Language, Openers> openers = new ConcurrentHashMap<>();
  private volatile @Nullable Known known;
  private volatile @Nullable Future<List<Shelf>> underway;

  Shelves(Pool pool) {
    this.pool = pool;
    this.loader = new ShelfLoader(pool);
  }

  /**
   * The rows to look in for a question in {@code language}: its own if there are any; empty: no
   * rows at all.
   */
  Future<Optional<Shelf>> forLanguage(Language language) {
    return current().map(shelves -> choose(shelves, language));
  }

  private static Optional<Shelf> choose(List<Shelf> shelves, Language language) {
    return shelves.stream()
        .filter(shelf -> shelf.language().equals(language))
        .findFirst()
        .or(() -> shelves.stream().filter(s -> s.language().equals(Language.ENGLISH)).findFirst())
        .or(() -> shelves.stream().findFirst());
  }

  private Future<List<Shelf>> current() {
    Known last = known;
    if (last != null && System.nanoTime() - last.at < FRESH_NANOS) {
      return Future.succeededFuture(last.shelves);
    }
    Future<List<Shelf>> looked = look(last);
    // What is known serves until the new is there; that there is nothing is not worth waiting
    // behind.
    return last == null || last.shelves.isEmpty() || looked.isComplete()
        ? looked
        : Future.succeededFuture(last.shelves);
  }

  /** Looks once at a time. */
  private Future<List<Shelf>> look(@Nullable Known last) {
    Future<List<Shelf>> already = underway;
    if (already != null && !already.isComplete()) {
      return already;
    }
    List<Shelf> before = last == null ? List.of() : last.shelves;
    Future<List<Shelf>> looked =
        pool.preparedQuery(SearchSql.LANGUAGES)
            .execute()
            .compose(rows -> shelves(rows, before))
            .onSuccess(shelves -> known = new Known(shelves, System.nanoTime()))
            .recover(Database::failure);
    underway = looked;
    return looked;
  }

  private Future<List<Shelf>> shelves(RowSet<Row> languages, List<Shelf> before) {
    List<Future<Shelf>> shelves = new ArrayList<>();
    languages.forEach(row -> shelves.add(shelf(row, before)));
    return Future.all(shelves).map(all -> all.list());
  }

  private Future<Shelf> shelf(Row row, List<Shelf> before) {
    Language language = new Language(row.getString("code"));
    VectorMaker madeBy = new VectorMaker(row.getString("encoder"), row.getInteger("dimension"));
    long revision = row.getLong("revision");
    return before.stream()
        .filter(shelf -> shelf.language().equals(language))
        .filter(shelf -> shelf.madeBy().equals(madeBy) && shelf.revision() == revision)
        .findFirst()
        .map(Future::succeededFuture)
        .orElseGet(() -> loader.load(language, madeBy, revision));
  }

  /** The first FAQs of a language. */
  Future<List<FaqSource>> openers(Shelf shelf, int limit) {
    Openers last = openers.get(shelf.language());
    if (last != null && System.nanoTime() - last.at < FRESH_NANOS) {
      return Future.succeededFuture(last.faqs);
    }
    return pool.preparedQuery(SearchSql.OPENERS)
        .execute(Tuple.of(shelf.language().code(), limit))
        .map(rows -> rows.stream().map(Shelves::faq).toList())
        .onSuccess(faqs -> openers.put(shelf.language(), new Openers(faqs, System.nanoTime())))
        .recover(Database::failure);
  }

  private static FaqSource faq(Row row) {
    return new FaqSource(
        row.getString("id"),
        row.getString("question"),
        row.getString("answer"),
        row.getString("link"),
        1);
  }

  private record Openers(List<FaqSource> faqs, long at) {}

  private record Known(List<Shelf> shelves, long at) {}
}
