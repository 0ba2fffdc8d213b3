package rapport.chat;

import java.util.List;

/**
 * What a conversation remembers of its questions about products. A question about something else in
 * between does not erase it, it only ages it.
 *
 * @param text what was looked for, constraints cut out
 * @param constraints what it had to satisfy
 * @param shown the cards in the order shown
 * @param meant ids of the cards that were last asked about, which is what "it" means; empty: none
 * @param age how many questions have been asked since, 0 for the one right after
 */
public record Topic(
    String text, Constraints constraints, List<Card> shown, List<String> meant, int age) {
  /** After so many questions about other things nobody says "cheaper ones" any more. */
  private static final int REMEMBERED = 5;

  public Topic {
    shown = List.copyOf(shown);
    meant = List.copyOf(meant);
  }

  public boolean isForgotten() {
    return age > REMEMBERED;
  }
}
