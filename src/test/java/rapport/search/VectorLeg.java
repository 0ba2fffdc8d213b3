package rapport.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.encode.VectorMaker;
import rapport.search.Filters.Only;
import rapport.search.Lexicon.Counts;
import rapport.search.Retriever.Encoded;
import rapport.words.Brands;

/** The vectors alone: the statement of production, asked with a vector and without words. */
public final class VectorLeg {
  /** What one leg hands on when few are asked for. */
  private static final int ROWS = SearchSql.CANDIDATES;

  /** A row and the similarity that the statement found. */
  public record Near(String id, double similarity) {}

  private final Function<Weighed, Future<List<Match>>> rows;
  private final Shelf shelf;
  private final int view;

  /**
   * @param view as {@link Breadth#view}
   */
  public VectorLeg(Pool pool, Language language, VectorMaker madeBy, int view) {
    this(new Statements(pool)::run, language, madeBy, view);
  }

  /**
   * @param rows what finds them
   */
  VectorLeg(
      Function<Weighed, Future<List<Match>>> rows,
      Language language,
      VectorMaker madeBy,
      int view) {
    this.view = view;
    this.rows = rows;
    this.shelf = wordless(language, madeBy);
  }

  private static Shelf wordless(Language language, VectorMaker madeBy) {
    Lexicon wordless = Lexicon.of(language, Counts.empty(0), Counts.empty(0), List.of(), List.of());
    return new Shelf(
        language,
        madeBy,
        0,
        null,
        wordless,
        new FollowUps(new ConstraintReader(null, Brands.NONE), Brands.NONE, word -> false));
  }

  /**
   * The rows that {@code retriever} holds in memory, which must not be too many for it. Fails as
   * long as they have not been read.
   */
  public static VectorLeg inMemory(Retriever retriever, Language language, VectorMaker madeBy) {
    Shelf shelf = wordless(language, madeBy);
    return new VectorLeg(
        asked ->
            Lookup.rows(retriever.inMemory(), asked, shelf)
                .map(found ->
                    found.orElseThrow(() -> new IllegalStateException("not in memory yet"))),
        language,
        madeBy,
        0);
  }

  /** What the production takes for so many rows. */
  public static int viewOf(long rows) {
    return Breadth.viewOf(rows);
  }

  /** The nearest rows that satisfy {@code wanted}, nearest first. */
  public Future<List<Near>> nearest(Embedding vector, Constraints wanted, int limit) {
    return nearest(vector, wanted, Only.ANY, limit);
  }

  Future<List<Near>> nearest(Embedding vector, Constraints wanted, Only only, int limit) {
    Weighed asked =
        Weighed.of(
            "", wanted, only, shelf, new Encoded(vector, 0, null), new Breadth(ROWS, 0, view));
    return rows.apply(asked)
        .map(matches ->
            matches.stream()
                .map(
                    match -> new Near(match.row().id(), Objects.requireNonNull(match.similarity())))
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .limit(limit)
                .toList());
  }
}
