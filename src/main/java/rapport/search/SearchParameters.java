package rapport.search;

import io.vertx.sqlclient.Tuple;
import rapport.encode.Embedding;

/** The parameters of {@link SearchSql}'s statements, in their order. */
final class SearchParameters {
  private SearchParameters() {}

  static Tuple of(Weighed asked) {
    Embedding vector = asked.encoded().vector();
    Tuple tuple =
        Tuple.tuple()
            .addString(asked.language().code())
            .addString(vector == null ? null : vector.literal())
            .addString(asked.words().weights().literal())
            .addArrayOfString(asked.words().telling().toArray(String[]::new))
            .addString(asked.faqWords().weights().literal())
            .addArrayOfString(asked.faqWords().telling().toArray(String[]::new))
            .addDouble(asked.encoded().unrelated())
            .addDouble(asked.similarity())
            .addDouble(asked.faqSimilarity())
            .addInteger(asked.breadth().products())
            .addInteger(asked.breadth().faqs())
            .addString(Integer.toString(asked.breadth().view()));
    if (!asked.filters().areNone()) {
      asked.filters().addTo(tuple);
    }
    return tuple;
  }
}
