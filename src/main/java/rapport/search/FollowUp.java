package rapport.search;

import java.util.List;
import rapport.chat.Constraints;

/**
 * What a question means in its conversation.
 *
 * @param text what to look for; for {@link Kind#ABOUT} the question as it was asked
 * @param constraints what products must satisfy, the topic's merged with the question's
 * @param about ids of the cards that the question points at, in its order
 * @param except ids that were shown already and are not wanted again
 * @param reason why it was understood so, for the receipt
 */
record FollowUp(
    Kind kind,
    String text,
    Constraints constraints,
    List<String> about,
    List<String> except,
    String reason) {
  /** How a question stands to the topic before it. */
  enum Kind {
    /** It has a thing of its own: nothing of the topic sticks. */
    NEW,
    /** The topic, with something changed or added. */
    REFINED,
    /** About cards just shown; empty {@link FollowUp#about}: one that was not shown. */
    ABOUT,
    /** The topic, but not what was shown. */
    MORE,
    /** "Yes": the topic as it was. */
    AGREED,
    /** "No, thanks": nothing to look for, and the topic stays for what is asked next. */
    DECLINED
  }

  FollowUp {
    about = List.copyOf(about);
    except = List.copyOf(except);
  }
}
