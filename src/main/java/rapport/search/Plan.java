package rapport.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.Following;
import rapport.chat.Language;
import rapport.chat.Topic;
import rapport.search.Filters.Only;

/**
 * From a question, in its conversation, to the search it asks for. Pure; well under a millisecond.
 */
final class Plan {
  private Plan() {}

  static Search of(Query query, Language asked, Shelf shelf) {
    Topic topic = query.topic() == null ? null : query.topic().in(shelf.currency());
    FollowUp meant = meant(query, topic, shelf.followUps());
    Constraints demanded = Constraints.of(query.filter());
    // What is asked about was shown already, whatever else was wanted then.
    boolean about = meant.kind() == Following.ABOUT;
    return new Search(
        query,
        asked,
        shelf,
        text(topic, meant, shelf),
        demanded,
        about ? Constraints.NONE : demanded.orElse(meant.constraints()),
        new Only(about ? meant.about() : List.of(), meant.except()),
        meant.kind(),
        topic == null && !about ? null : meant.reason());
  }

  private static String text(@Nullable Topic topic, FollowUp meant, Shelf shelf) {
    return switch (meant.kind()) {
      case REFINED, MORE, AGREED ->
          topic == null
              ? meant.text()
              : SpelledOut.of(meant, topic, shelf.lexicon().brands(), shelf.language());
      case NEW, ABOUT, DECLINED -> meant.text();
    };
  }

  private static FollowUp meant(Query query, @Nullable Topic topic, FollowUps followUps) {
    if (topic == null && query.product() != null) {
      FollowUp onPage = followUps.resolve(query.text(), page(query.product()));
      if (onPage.kind() == Following.ABOUT) {
        return onPage;
      }
    }
    FollowUp meant = followUps.resolve(query.text(), topic);
    // Which card "the fifth" of three is nobody knows: the question is looked for as it stands.
    boolean lost = meant.kind() == Following.ABOUT && meant.about().isEmpty();
    return lost ? followUps.resolve(query.text(), null) : meant;
  }

  /** On a product's page "it" is that product. */
  private static Topic page(String product) {
    Card card =
        new Card(
            product,
            product,
            null,
            null,
            null,
            null,
            null,
            null,
            Availability.IN_STOCK,
            null,
            1,
            List.of());
    return new Topic("", Constraints.NONE, List.of(card), List.of(product), 0);
  }
}
