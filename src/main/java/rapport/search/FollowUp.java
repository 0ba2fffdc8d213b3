package rapport.search;

import java.util.List;
import rapport.chat.Constraints;
import rapport.chat.Following;

/**
 * What a question means in its conversation.
 *
 * @param text what to look for; for {@link Following#ABOUT} the question as it was asked
 * @param constraints what products must satisfy, the topic's merged with the question's
 * @param about ids of the cards that the question points at, in its order
 * @param except ids that were shown already and are not wanted again
 * @param reason why it was understood so, for the receipt
 */
record FollowUp(
    Following kind,
    String text,
    Constraints constraints,
    List<String> about,
    List<String> except,
    String reason) {
  FollowUp {
    about = List.copyOf(about);
    except = List.copyOf(except);
  }
}
