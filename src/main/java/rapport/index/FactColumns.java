package rapport.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rapport.index.Entry.Facts;

/** The facts of a segment's rows, a column each. */
final class FactColumns {
  /** Less than any. */
  private static final long NO_PRICE = Long.MIN_VALUE;

  private final long[] prices;
  private final float[] ratings;
  private final boolean[] inStock;
  private final Names brands;
  private final Names categories;

  FactColumns(List<Entry> entries) {
    int size = entries.size();
    this.prices = new long[size];
    this.ratings = new float[size];
    this.inStock = new boolean[size];
    this.brands = new Names(size);
    this.categories = new Names(size);
    for (int slot = 0; slot < size; slot++) {
      Facts facts = entries.get(slot).facts();
      Long price = facts.price();
      Float rating = facts.rating();
      prices[slot] = price == null ? NO_PRICE : price;
      ratings[slot] = rating == null ? Float.NaN : rating;
      inStock[slot] = facts.inStock();
      brands.put(slot, facts.brand());
      categories.put(slot, facts.category());
    }
  }

  /** Leaves in {@code passing} what satisfies {@code wanted}. */
  void filter(Conditions wanted, Slots passing) {
    Long least = wanted.minPrice();
    Long most = wanted.maxPrice();
    Float rating = wanted.minRating();
    String category = wanted.category();
    if (least != null || most != null) {
      passing.keep(
          prices, least == null ? NO_PRICE + 1 : least, most == null ? Long.MAX_VALUE : most);
    }
    if (rating != null) {
      float limit = rating;
      passing.keep(slot -> ratings[slot] >= limit);
    }
    if (wanted.inStock()) {
      passing.keep(slot -> inStock[slot]);
    }
    if (!wanted.brands().isEmpty()) {
      passing.keep(brands.which(wanted.brands()::contains, false));
    }
    if (!wanted.notBrands().isEmpty()) {
      passing.keep(brands.which(brand -> !wanted.notBrands().contains(brand), true));
    }
    if (category != null) {
      passing.keep(categories.which(name -> name.startsWith(category), false));
    }
  }

  /** A column of names, of which there are few. */
  private static final class Names {
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Of the name in each slot; 0: none. */
    private final int[] column;

    Names(int size) {
      this.column = new int[size];
    }

    void put(int slot, @Nullable String name) {
      column[slot] = name == null ? 0 : numbers.computeIfAbsent(name, n -> numbers.size() + 1);
    }

    /** The slots whose name is one that is {@code wanted}. */
    IntPredicate which(Predicate<String> wanted, boolean nameless) {
      boolean[] satisfies = new boolean[numbers.size() + 1];
      satisfies[0] = nameless;
      numbers.forEach((name, number) -> satisfies[number] = wanted.test(name));
      return slot -> satisfies[column[slot]];
    }
  }
}
