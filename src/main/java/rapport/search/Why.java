package rapport.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.Colour;
import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.chat.Money;
import rapport.words.Analyzer;

/**
 * Facts of a row that answer the question. Each is true of the row as it stands; none comes from a
 * model.
 */
final class Why {
  private static final int MOST = 4;
  private static final int LONGEST_VALUE = 32;

  private final Search search;
  private final boolean chinese;
  private final Analyzer analyzer;

  /** What was asked about, price and the like aside. */
  private final Set<String> asked;

  /** Of these, the words of more than one character: one alone stands in nearly every text. */
  private final List<String> lookedFor;

  Why(Search search) {
    this.search = search;
    this.chinese = search.shelf().language().equals(Language.CHINESE);
    this.analyzer = Analyzer.of(search.shelf().language());
    this.asked = new HashSet<>(analyzer.words(search.text()));
    this.lookedFor = asked.stream().filter(word -> word.length() > 1).toList();
  }

  /**
   * @param card whose own facts are empty so far
   * @param attributes the row's, in its order
   */
  List<String> facts(Card card, Map<String, String> attributes) {
    List<String> facts = new ArrayList<>();
    Constraints wanted = search.wanted();
    addBudget(facts, wanted, card.price());
    if (!wanted.brands().isEmpty()
        && card.brand() != null
        && isOneOf(wanted.brands(), card.brand())) {
      facts.add(card.brand());
    }
    addColours(facts, wanted, card, attributes);
    if (wanted.inStock() && card.availability() == Availability.IN_STOCK) {
      facts.add(chinese ? "有现货" : "in stock");
    }
    addRating(facts, wanted, card);
    attributes.entrySet().stream()
        .filter(this::answers)
        .map(attribute -> attribute.getKey() + (chinese ? "：" : ": ") + attribute.getValue())
        .filter(fact -> !facts.contains(fact))
        .limit(Math.max(0, MOST - facts.size()))
        .forEach(facts::add);
    return facts;
  }

  private void addBudget(List<String> facts, Constraints wanted, @Nullable Money price) {
    if (price == null) {
      return;
    }
    if (wanted.maxPrice() != null && price.amount() <= wanted.maxPrice()) {
      String most = new Money(wanted.maxPrice(), price.currency()).display();
      String word = price.amount() < wanted.maxPrice() ? "under " : "at most ";
      facts.add(chinese ? most + " 以内" : word + most);
    } else if (wanted.minPrice() != null && price.amount() >= wanted.minPrice()) {
      String least = new Money(wanted.minPrice(), price.currency()).display();
      String word = price.amount() > wanted.minPrice() ? "over " : "at least ";
      facts.add(chinese ? least + " 以上" : word + least);
    }
  }

  private static boolean isOneOf(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static void addColours(
      List<String> facts, Constraints wanted, Card card, Map<String, String> attributes) {
    if (wanted.colours().isEmpty()) {
      return;
    }
    attributes.entrySet().stream()
        .filter(a -> Colour.in(a.getValue()).stream().anyMatch(wanted.colours()::contains))
        .map(a -> a.getKey() + ": " + a.getValue())
        .filter(fact -> fact.length() <= 2 * LONGEST_VALUE)
        .findFirst()
        .or(() ->
            wanted.colours().stream()
                .filter(Colour.in(card.title())::contains)
                .map(Colour::code)
                .findFirst())
        .ifPresent(facts::add);
  }

  private void addRating(List<String> facts, Constraints wanted, Card card) {
    boolean asked = wanted.minRating() != null || wanted.order() == Constraints.Order.BEST_RATED;
    Card.Rating rating = card.rating();
    if (asked && rating != null && rating.count() > 0) {
      facts.add(
          chinese
              ? "评分 %s（%d 条评价）".formatted(rating.value(), rating.count())
              : "rated %s by %d".formatted(rating.value(), rating.count()));
    }
  }

  /** What a product does not have is no reason to take it. */
  private boolean answers(Map.Entry<String, String> attribute) {
    String value = attribute.getValue();
    if (value.length() > LONGEST_VALUE
        || value.equalsIgnoreCase("no")
        || value.equals("否")
        || value.equals("无")) {
      return false;
    }
    String text = attribute.getKey() + " " + value;
    String lower = text.toLowerCase(Locale.ROOT);
    // Taking apart is dear, and most attributes have none of the words. So a few that have one in
    // another form are missed, as "Batteries" of a battery.
    return hasOneOf(lookedFor, lower) && analyzer.words(text).stream().anyMatch(asked::contains);
  }

  /** A loop: it is asked for each attribute of each row. */
  private static boolean hasOneOf(List<String> words, String text) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
