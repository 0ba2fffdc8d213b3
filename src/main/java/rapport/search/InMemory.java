package rapport.search;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.index.Asked;
import rapport.index.Conditions;
import rapport.index.Found;

/**
 * The same search as {@link Statements}', among rows that are held in memory. What is shown of them
 * still comes from the table, in a statement that also tells whether anything changed since they
 * were read: then the answer is the table's, and memory is brought up to date behind it.
 */
final class InMemory {
  /** So many rows are compared in a millisecond or two: more are not for an event loop. */
  private static final int MOST_ON_EVENT_LOOP = 100_000;

  private final Pool pool;
  private final IndexKeeper keeper;

  InMemory(Pool pool, long mostRows) {
    this.pool = pool;
    this.keeper = new IndexKeeper(pool, mostRows);
  }

  /** Products and FAQs with their scores; empty: ask the table. */
  Future<Optional<List<Row>>> rows(Weighed asked, Shelf shelf) {
    Embedding vector = asked.encoded().vector();
    Kept kept = vector == null ? null : keeper.of(shelf).orElse(null);
    return vector == null || kept == null
        ? Future.succeededFuture(Optional.empty())
        : find(asked, vector, kept).compose(found -> rows(found, asked, shelf, kept));
  }

  private static Future<Both> find(Weighed asked, Embedding vector, Kept kept) {
    Context context = Vertx.currentContext();
    return kept.products().size() <= MOST_ON_EVENT_LOOP || context == null
        ? Future.succeededFuture(both(asked, vector, kept))
        : context.executeBlocking(() -> both(asked, vector, kept), false);
  }

  /** What was found, best first. */
  record Both(List<Found> products, List<Found> faqs) {
    int size() {
      return products.size() + faqs.size();
    }
  }

  static Both both(Weighed asked, Embedding vector, Kept kept) {
    float[] compared = vector.inHalfPrecision();
    return new Both(
        kept.products().find(products(asked, compared)), kept.faqs().find(faqs(asked, compared)));
  }

  private static Asked products(Weighed asked, float[] vector) {
    return asked(
        asked,
        vector,
        asked.words(),
        asked.similarity(),
        SearchSql.candidates(asked.breadth().isMany()),
        asked.breadth().products(),
        asked.filters().conditions());
  }

  private static Asked faqs(Weighed asked, float[] vector) {
    return asked(
        asked,
        vector,
        asked.faqWords(),
        asked.faqSimilarity(),
        SearchSql.faqCandidates(asked.breadth().isMany()),
        asked.breadth().faqs(),
        Conditions.NONE);
  }

  private static Asked asked(
      Weighed asked,
      float[] vector,
      LexicalQuery words,
      double similarity,
      int candidates,
      int rows,
      Conditions conditions) {
    return new Asked(
        vector,
        words.weights().dimensions(),
        words.weights().weights(),
        Filters.dimensions(words.telling()),
        asked.encoded().unrelated(),
        similarity,
        candidates,
        rows,
        conditions);
  }

  private Future<Optional<List<Row>>> rows(Both found, Weighed asked, Shelf shelf, Kept kept) {
    return pool.preparedQuery(IndexSql.ROWS)
        .execute(parameters(found, asked, kept))
        .map(rows -> believed(found, rows, shelf, kept))
        .recover(Database::failure);
  }

  private static Tuple parameters(Both found, Weighed asked, Kept kept) {
    Tuple parameters = Tuple.of(asked.language().code());
    addScores(found.products, parameters);
    parameters.addArrayOfDouble(array(found.products, Found::merit));
    addScores(found.faqs, parameters);
    return parameters.addString(kept.read().mark());
  }

  private static void addScores(List<Found> found, Tuple parameters) {
    parameters
        .addArrayOfString(found.stream().map(Found::id).toArray(String[]::new))
        .addArrayOfDouble(array(found, Found::score))
        .addArrayOfDouble(array(found, Found::similarity))
        .addArrayOfDouble(array(found, Found::words));
  }

  private static Double[] array(List<Found> found, ToDoubleFunction<Found> value) {
    return found.stream().map(value::applyAsDouble).toArray(Double[]::new);
  }

  private Optional<List<Row>> believed(Both found, RowSet<Row> answered, Shelf shelf, Kept kept) {
    List<Row> rows = new ArrayList<>();
    long noted = 0;
    for (Row row : answered) {
      if ("change".equals(row.getString("kind"))) {
        noted = row.getDouble("score").longValue();
      } else {
        rows.add(row);
      }
    }
    if (rows.size() < found.size()) {
      keeper.forget(
          shelf, kept, gone("product", found.products, rows), gone("faq", found.faqs, rows));
      return Optional.empty();
    }
    if (noted != kept.read().noted()) {
      keeper.renew(shelf, kept);
      return Optional.empty();
    }
    return Optional.of(rows);
  }

  private static List<String> gone(String kind, List<Found> found, List<Row> rows) {
    Set<@Nullable String> there = new HashSet<>();
    rows.stream()
        .filter(row -> kind.equals(row.getString("kind")))
        .forEach(row -> there.add(row.getString("id")));
    return found.stream().map(Found::id).filter(id -> !there.contains(id)).toList();
  }
}
