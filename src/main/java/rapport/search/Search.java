package rapport.search;

import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.search.Retriever.Encoded;
import rapport.search.SearchParameters.Only;

/**
 * One search, understood.
 *
 * @param asked the language of the question
 * @param text what is looked for
 * @param demanded what the caller's filter demands, which is never given up
 * @param wanted all that the products must satisfy
 */
record Search(
    Query query,
    Language asked,
    Shelf shelf,
    String text,
    Constraints demanded,
    Constraints wanted,
    Only only,
    Encoded encoded) {

  Search wanting(Constraints others) {
    return new Search(query, asked, shelf, text, demanded, others, only, encoded);
  }
}
