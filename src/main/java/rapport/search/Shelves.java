package rapport.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
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
 * Which languages the catalogue has. Looked up again now and then: loads may add some. Safe from
 * any thread.
 */
final class Shelves {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final Pool pool;
  private final Map<Language, Openers> openers = new ConcurrentHashMap<>();
  private volatile @Nullable Known known;

  Shelves(Pool pool) {
    this.pool = pool;
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
    return pool.preparedQuery(SearchSql.LANGUAGES)
        .execute()
        .map(rows -> rows.stream().map(Shelves::shelf).toList())
        .onSuccess(shelves -> known = new Known(shelves, System.nanoTime()))
        .recover(Database::failure);
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

  private static Shelf shelf(Row row) {
    return new Shelf(
        new Language(row.getString("code")),
        new VectorMaker(row.getString("encoder"), row.getInteger("dimension")),
        row.getString("currency"));
  }

  private record Openers(List<FaqSource> faqs, long at) {}

  private record Known(List<Shelf> shelves, long at) {}
}
