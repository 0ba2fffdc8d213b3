package rapport.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.encode.VectorMaker;
import rapport.search.Lexicon.Counts;

/** Reads what is remembered of a language, once after each load of it. */
final class ShelfLoader {
  /** Decoding more at once would hold the event loop. */
  private static final int WORDS_AT_ONCE = 5_000;

  private static final Topic SOME_TOPIC =
      new Topic("a lamp", Constraints.NONE, List.of(), List.of(), 0);

  private final Pool pool;

  ShelfLoader(Pool pool) {
    this.pool = pool;
  }

  Future<Shelf> load(Language language, VectorMaker madeBy, long revision) {
    return pool.preparedQuery(SearchSql.SUMMARY)
        .execute(Tuple.of(language.code()))
        .map(rows -> rows.iterator().next())
        .compose(summary -> load(language, madeBy, revision, summary));
  }

  private Future<Shelf> load(Language language, VectorMaker madeBy, long revision, Row summary) {
    Future<Counts> products =
        words(language, "product", "", Counts.empty(summary.getLong("products")));
    Future<Counts> faqs = words(language, "faq", "", Counts.empty(summary.getLong("faqs")));
    Future<List<String>> brands = names(language, "brand");
    Future<List<String>> categories = names(language, "category");
    return Future.all(products, faqs, brands, categories)
        .compose(all ->
            Vertx.currentContext()
                .executeBlocking(() ->
                    shelf(
                        madeBy,
                        revision,
                        summary.getString("currency"),
                        Lexicon.of(
                            language,
                            products.result(),
                            faqs.result(),
                            brands.result(),
                            categories.result()))));
  }

  /** Takes a third of a second the first time: not for an event loop. */
  private static Shelf shelf(
      VectorMaker madeBy, long revision, @Nullable String currency, Lexicon lexicon) {
    ConstraintReader reader = new ConstraintReader(currency, lexicon.brands());
    FollowUps followUps = new FollowUps(reader, lexicon.brands(), lexicon::isKind);
    // The patterns that questions are read by are made when the first is read: by this one.
    followUps.resolve("a red one under 50", SOME_TOPIC);
    return new Shelf(lexicon.language(), madeBy, revision, currency, lexicon, followUps);
  }

  private Future<Counts> words(Language language, String kind, String after, Counts counts) {
    return pool.preparedQuery(SearchSql.WORDS)
        .execute(Tuple.of(language.code(), kind, after, WORDS_AT_ONCE))
        .compose(rows -> {
          String last = after;
          for (Row row : rows) {
            last = row.getString("word");
            counts.byWord().put(last, row.getInteger("rows"));
          }
          return rows.size() < WORDS_AT_ONCE
              ? Future.succeededFuture(counts)
              : words(language, kind, last, counts);
        });
  }

  private Future<List<String>> names(Language language, String kind) {
    return pool.preparedQuery(SearchSql.NAMES)
        .execute(Tuple.of(language.code(), kind))
        .map(rows -> rows.stream().map(row -> row.getString("word")).toList());
  }
}
