package rapport.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Understanding;
import rapport.search.Filters.Only;
import rapport.words.Analyzer;

/**
 * One search, understood.
 *
 * @param asked the language of the question
 * @param text what is looked for
 * @param demanded what the caller's filter demands, which is never given up
 * @param wanted all that the products must satisfy
 * @param only the rows to look at
 * @param following how it follows from the topic
 * @param reason why it was taken so, or null when there was no topic
 */
record Search(
    Query query,
    Language asked,
    Shelf shelf,
    String text,
    Constraints demanded,
    Constraints wanted,
    Only only,
    Following following,
    @Nullable String reason) {

  Search wanting(Constraints others) {
    return new Search(query, asked, shelf, text, demanded, others, only, following, reason);
  }

  Understanding understanding() {
    return new Understanding(text, following, reason, about(), wanted, null);
  }

  /** Ids of the products that are asked about; empty: none in particular. */
  List<String> about() {
    return only.these();
  }

  /** Whether {@code other} finds the same: other words of grammar make no difference. */
  boolean findsTheSameAs(Search other) {
    Analyzer analyzer = Analyzer.of(shelf.language());
    return shelf.equals(other.shelf)
        && asked.equals(other.asked)
        && demanded.equals(other.demanded)
        && wanted.equals(other.wanted)
        && only.equals(other.only)
        && following == other.following
        && query.products() == other.query.products()
        && query.faqs() == other.query.faqs()
        && query.varied() == other.query.varied()
        && analyzer.words(text).equals(analyzer.words(other.text));
  }
}
