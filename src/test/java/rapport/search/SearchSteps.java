package rapport.search;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.encode.Encoder;
import rapport.index.Index;
import rapport.search.Retriever.Encoded;
import rapport.testing.Waiting;

/**
 * The steps of a search around its statement, on rows that were read once. For benchmarks, which
 * live elsewhere.
 */
public final class SearchSteps {
  private final Search search;
  private final Encoded encoded;
  private final Shelf shelf;
  private final Query query;
  private final Weighed weighed;
  private final Kept kept;
  private final List<Match> rows = new ArrayList<>();

  /** Reads the rows of a question from the catalogue. */
  public SearchSteps(Pool pool, Encoder encoder, String question) {
    query = Query.alone(question, Filter.NONE, Language.ENGLISH, 6, 4);
    shelf = Waiting.await(new Shelves(pool).forLanguage(Language.ENGLISH)).orElseThrow();
    search = Plan.of(query, Language.ENGLISH, shelf);
    encoded = new Encoded(Waiting.await(encoder.query(question)), encoder.unrelated(), null);
    weighed = Weighed.of(search, encoded);
    rows.addAll(Waiting.await(new Statements(pool).run(weighed)));
    EntryReader reader = new EntryReader(pool);
    kept =
        Kept.of(
            Index.of(Waiting.await(reader.products(Language.ENGLISH))),
            Index.of(Waiting.await(reader.faqs(Language.ENGLISH))),
            Waiting.await(reader.mark()),
            reader);
    if (rows.size() < 10) {
      throw new IllegalStateException("only " + rows.size() + " rows: load a catalogue first");
    }
  }

  /** From the question to what is looked for. */
  public Object plan() {
    return Plan.of(query, Language.ENGLISH, shelf);
  }

  /** What the statement is given. */
  public Tuple parameters() {
    return SearchParameters.of(Weighed.of(search, encoded));
  }

  /** From the question's vector and words to the ids of rows. */
  public Object inMemory() {
    return InMemory.both(weighed, Objects.requireNonNull(encoded.vector()), kept);
  }

  /** From the statement's rows to the products that are shown. */
  public Object select() {
    Hits hits = new Hits(search, encoded, 0.35);
    rows.forEach(hits::add);
    return hits.products();
  }

  public int rows() {
    return rows.size();
  }
}
