package rapport.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
  public static final int REMEMBERED = 5;

  /**
   * How much better an FAQ fits than the products it names when it is what was asked: "how do I
   * wash a sleeping bag" is no search for sleeping bags.
   */
  private static final double FAQ_LEAD = 0.25;

  public Topic {
    shown = List.copyOf(shown);
    meant = List.copyOf(meant);
  }

  /**
   * What is remembered after a question was answered from {@code sources}; null: nothing.
   *
   * @param before what was remembered when it was asked
   */
  public static @Nullable Topic after(@Nullable Topic before, @Nullable Sources sources) {
    Understanding understood = sources == null ? null : sources.understood();
    if (sources == null || understood == null || sources.products().isEmpty()) {
      return before == null ? null : before.older();
    }
    if (before != null && understood.following() == Following.NEW && isForTheShop(sources)) {
      return before.older();
    }
    return before != null && !understood.about().isEmpty()
        ? new Topic(before.text, before.constraints, before.shown, understood.about(), 0)
        : new Topic(understood.text(), understood.constraints(), sources.products(), List.of(), 0);
  }

  private static boolean isForTheShop(Sources sources) {
    double faq = sources.faqs().isEmpty() ? 0 : sources.faqs().getFirst().score();
    return faq >= sources.products().getFirst().score() + FAQ_LEAD;
  }

  private Topic older() {
    return new Topic(text, constraints, shown, meant, age + 1);
  }

  /** What is remembered after these exchanges, oldest first. */
  public static @Nullable Topic after(List<Exchange> exchanges) {
    Topic topic = null;
    for (Exchange exchange : exchanges) {
      topic = after(topic, exchange.sources());
    }
    return topic;
  }

  /** The same where prices are in {@code currency}: fifty dollars are not fifty yuan. */
  public Topic in(@Nullable String currency) {
    boolean same =
        shown.stream()
            .map(Card::price)
            .filter(Objects::nonNull)
            .allMatch(price -> price.currency().equals(currency));
    return same
        ? this
        : new Topic(
            text,
            constraints.withPrice(null, null),
            shown.stream().map(Card::unpriced).toList(),
            meant,
            age);
  }

  public boolean isForgotten() {
    return age > REMEMBERED;
  }
}
