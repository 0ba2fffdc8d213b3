package rapport.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.chat.Card;
import rapport.chat.Constraints.Order;
import rapport.chat.Money;

/** Which of the rows that were found are taken, and in which order. */
final class Selection {
  /** Rows to choose from. */
  private static final int VARIED = 12;

  private static final int ORDERED = 50;

  /** Rows that may be variants of one product before others come. */
  private static final int VARIANTS = 2;

  /** The share of words that titles of variants have in common. */
  private static final double ALIKE = 0.75;

  /** The share of the best score that is near enough to be sorted by price or rating. */
  private static final double NEARLY_AS_GOOD = 0.75;

  private Selection() {}

  /** How many rows the database should return. */
  static int looksAt(Search search) {
    int wanted = search.query().products();
    if (wanted == 0) {
      return 0;
    }
    if (search.wanted().order() != Order.FIT) {
      return Math.max(wanted, ORDERED);
    }
    return search.query().varied() ? Math.max(wanted, VARIED) : wanted;
  }

  /** A product with the score it stands for. */
  record Scored(Match match, Stored.Product row, double score, boolean supported) {}

  static List<Scored> of(List<Scored> rows, Search search) {
    List<Scored> ordered =
        search.wanted().order() == Order.FIT
            ? search.query().varied() ? varied(rows) : rows
            : ordered(rows, search.wanted().order());
    return ordered.subList(0, Math.min(ordered.size(), search.query().products()));
  }

  /** By price or rating among those that fit nearly as well as the best; then the others. */
  private static List<Scored> ordered(List<Scored> rows, Order order) {
    double best = rows.stream().mapToDouble(Scored::score).max().orElse(0);
    List<Scored> near = new ArrayList<>();
    List<Scored> others = new ArrayList<>();
    rows.forEach(
        row -> (row.supported() && row.score() >= best * NEARLY_AS_GOOD ? near : others).add(row));
    near.sort(comparator(order));
    near.addAll(others);
    return near;
  }

  private static Comparator<Scored> comparator(Order order) {
    return switch (order) {
      case FIT -> Comparator.comparingInt(scored -> 0);
      case CHEAPEST -> Comparator.comparing(Selection::price, Comparator.nullsLast(Long::compare));
      case DEAREST ->
          Comparator.comparing(Selection::price, Comparator.nullsLast(Comparator.reverseOrder()));
      case BEST_RATED -> Comparator.comparingDouble(Selection::rating).reversed();
    };
  }

  private static @Nullable Long price(Scored scored) {
    Money price = scored.row().card().price();
    return price == null ? null : price.amount();
  }

  /** Drawn towards the middle when few have rated. */
  private static double rating(Scored scored) {
    Float value = scored.row().rating();
    Card.Rating shown = scored.row().card().rating();
    int count = shown == null ? 0 : shown.count();
    return value == null ? 0 : (value * count + 3.5 * 5) / (count + 5);
  }

  /** The same order, but variants past the second of one product after all others. */
  private static List<Scored> varied(List<Scored> rows) {
    List<Scored> chosen = new ArrayList<>();
    List<Scored> later = new ArrayList<>();
    List<Set<String>> titles = new ArrayList<>();
    for (Scored row : rows) {
      Set<String> title = row.row().telling();
      long alike = titles.stream().filter(other -> areAlike(title, other)).count();
      if (row.supported() && alike < VARIANTS) {
        chosen.add(row);
        titles.add(title);
      } else {
        later.add(row);
      }
    }
    chosen.addAll(later);
    return chosen;
  }

  private static boolean areAlike(Set<String> one, Set<String> other) {
    int common = 0;
    for (String word : one) {
      if (other.contains(word)) {
        common++;
      }
    }
    return common >= ALIKE * (one.size() + other.size() - common);
  }
}
