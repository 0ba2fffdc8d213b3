package rapport.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Filter;
import rapport.chat.Language;
import rapport.chat.Money;

/**
 * Facts of a row that answer the question. Each is true of the row as it stands; none comes from a
 * model.
 */
final class Why {
  private static final int MOST = 3;
  private static final int LONGEST_VALUE = 32;
  private static final int SHORTEST_WORD = 4;
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Why() {}

  static List<String> facts(
      Retriever.Found found,
      @Nullable Money price,
      Availability availability,
      Map<String, String> attributes) {
    boolean chinese = found.shelf().language().equals(Language.CHINESE);
    List<String> facts = new ArrayList<>();
    addBudget(facts, found.filter(), price, chinese);
    if (found.filter().inStock() != null && availability == Availability.IN_STOCK) {
      facts.add(chinese ? "有现货" : "in stock");
    }
    Set<String> asked = words(found.text());
    attributes.entrySet().stream()
        .filter(attribute -> answers(attribute, asked))
        .map(attribute -> attribute.getKey() + ": " + attribute.getValue())
        .limit(Math.max(0, MOST - facts.size()))
        .forEach(facts::add);
    return facts;
  }

  private static void addBudget(
      List<String> facts, Filter filter, @Nullable Money price, boolean chinese) {
    if (price == null) {
      return;
    }
    if (filter.maxPrice() != null && price.amount() <= filter.maxPrice()) {
      String most = new Money(filter.maxPrice(), price.currency()).display();
      String word = price.amount() < filter.maxPrice() ? "under " : "at most ";
      facts.add(chinese ? most + " 以内" : word + most);
    } else if (filter.minPrice() != null && price.amount() >= filter.minPrice()) {
      String least = new Money(filter.minPrice(), price.currency()).display();
      String word = price.amount() > filter.minPrice() ? "over " : "at least ";
      facts.add(chinese ? least + " 以上" : word + least);
    }
  }

  /** What a product does not have is no reason to take it. */
  private static boolean answers(Map.Entry<String, String> attribute, Set<String> asked) {
    String value = attribute.getValue();
    if (value.length() > LONGEST_VALUE || value.equals("no")) {
      return false;
    }
    String text = (attribute.getKey() + " " + value).toLowerCase(Locale.ROOT);
    // Splitting is dear, and most attributes have none of the words.
    return asked.stream().anyMatch(text::contains)
        && words(text).stream().anyMatch(asked::contains);
  }

  /** Words long enough to mean something. */
  private static Set<String> words(String text) {
    return NOT_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .collect(Collectors.toSet());
  }
}
