package rapport.search;

import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.search.SearchParameters.Only;

/** From a question to the search it asks for. Pure; well under a millisecond. */
final class Plan {
  private Plan() {}

  static Search of(Query query, Language asked, Shelf shelf) {
    Understood understood = shelf.constraints().read(query.text());
    Constraints demanded = Constraints.of(query.filter());
    return new Search(
        query,
        asked,
        shelf,
        understood.text(),
        demanded,
        demanded.orElse(understood.constraints()),
        Only.ANY,
        null);
  }
}
