package rapport.search;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import rapport.database.Database;
import rapport.encode.Embedding;
import rapport.index.Asked;
import rapport.index.Conditions;
import rapport.index.Found;
import rapport.words.Analyzer;

/**
 * The same search as {@link Statements}', among rows that are held in memory. Each question still
 * asks the table whether anything changed since they were read, while it is being encoded, and for
 * the rows that are not known yet: when something changed, the answer is the table's, and memory is
 * brought up to date behind it.
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

  /**
   * Rows in memory, for one question.
   *
   * @param noted which changes the table has noted, after the question was put
   */
  record View(Shelf shelf, Kept kept, Future<String> noted) {}

  /** What there is in memory of a language, which the table is asked about from now on. */
  Optional<View> view(Shelf shelf) {
    return keeper.of(shelf).map(kept -> new View(shelf, kept, noted(kept)));
  }

  /** Once more when it fails: with the connection of one statement many would fail. */
  private static Future<String> noted(Kept kept) {
    return kept.noted().ask().recover(failure -> kept.noted().ask());
  }

  /** Products and FAQs with their scores; empty: ask the table. */
  Future<Optional<List<Match>>> rows(Weighed asked, View view) {
    Embedding vector = asked.encoded().vector();
    return vector == null
        ? Future.succeededFuture(Optional.empty())
        : find(asked, vector, view.kept()).compose(found -> rows(found, asked, view));
  }

  private static Future<Both> find(Weighed asked, Embedding vector, Kept kept) {
    Context context = Vertx.currentContext();
    return kept.products().size() <= MOST_ON_EVENT_LOOP || context == null
        ? Future.succeededFuture(both(asked, vector, kept))
        : context.executeBlocking(() -> both(asked, vector, kept), false);
  }

  /** What was found, best first. */
  record Both(List<Found> products, List<Found> faqs) {}

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

  private Future<Optional<List<Match>>> rows(Both found, Weighed asked, View view) {
    FoundRows rows = new FoundRows(found, view.kept().rows());
    if (!rows.areMissing()) {
      return told(view)
          .map(noted -> isTrue(noted, view) ? Optional.of(rows.matches()) : Optional.empty());
    }
    Tuple parameters =
        Tuple.of(
            asked.language().code(),
            rows.missingProducts().toArray(String[]::new),
            rows.missingFaqs().toArray(String[]::new),
            view.kept().read().mark());
    return OnEventLoop.inTurn(pool.preparedQuery(IndexSql.ROWS).execute(parameters))
        .recover(Database::failure)
        .map(answered -> completed(rows, answered, view));
  }

  /** Which changes are noted: what is there already is followed at once, since it is our turn. */
  private static Future<String> told(View view) {
    Future<String> noted = view.noted();
    return noted.isComplete() ? noted : OnEventLoop.inTurn(noted);
  }

  private Optional<List<Match>> completed(FoundRows rows, RowSet<Row> answered, View view) {
    Analyzer analyzer = Analyzer.of(view.shelf().language());
    String noted = "";
    for (Row row : answered) {
      if ("change".equals(row.getString("kind"))) {
        noted = row.getString("title");
      } else {
        rows.add(Stored.of(row, analyzer));
      }
    }
    if (rows.areMissing()) {
      keeper.forget(view.shelf(), view.kept(), rows.missingProducts(), rows.missingFaqs());
      return Optional.empty();
    }
    if (!isTrue(noted, view)) {
      return Optional.empty();
    }
    rows.added().forEach(view.kept().rows()::add);
    return Optional.of(rows.matches());
  }

  /** Whether nothing changed; what did is read into memory from now on. */
  private boolean isTrue(String noted, View view) {
    boolean same = noted.equals(view.kept().read().noted());
    if (!same) {
      keeper.renew(view.shelf(), view.kept());
    }
    return same;
  }
}
