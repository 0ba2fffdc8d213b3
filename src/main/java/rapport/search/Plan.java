package rapport.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.search.SearchParameters.Only;

/**
 * From a question, in its conversation, to the search it asks for. Pure; well under a millisecond.
 */
final class Plan {
  private Plan() {}

  static Search of(Query query, Language asked, Shelf shelf) {
    Topic topic = query.topic();
    FollowUp meant = shelf.followUps().resolve(query.text(), topic);
    // Which card "the fifth" of three is nobody knows: the question is looked for as it stands.
    boolean lost = meant.kind() == Following.ABOUT && meant.about().isEmpty();
    return search(
        query,
        asked,
        shelf,
        lost ? shelf.followUps().resolve(query.text(), null) : meant,
        topic == null ? null : meant.reason());
  }

  private static Search search(
      Query query, Language asked, Shelf shelf, FollowUp meant, @Nullable String reason) {
    Constraints demanded = Constraints.of(query.filter());
    // What is asked about was shown already, whatever else was wanted then.
    boolean about = meant.kind() == Following.ABOUT;
    return new Search(
        query,
        asked,
        shelf,
        meant.text(),
        demanded,
        about ? Constraints.NONE : demanded.orElse(meant.constraints()),
        new Only(about ? meant.about() : List.of(), meant.except()),
        meant.kind(),
        reason);
  }
}
