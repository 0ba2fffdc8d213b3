package rapport.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.index.Found;
import rapport.search.InMemory.Both;

/** What was found, on its way to whole rows: some are known, the others come from the table. */
final class FoundRows {
  private final Both found;
  private final Map<String, Stored> products = new HashMap<>();
  private final Map<String, Stored> faqs = new HashMap<>();
  private final List<Stored> added = new ArrayList<>();

  FoundRows(Both found, KnownRows known) {
    this.found = found;
    found.products().forEach(one -> put(products, known.product(one.id())));
    found.faqs().forEach(one -> put(faqs, known.faq(one.id())));
  }

  private static void put(Map<String, Stored> rows, @Nullable Stored known) {
    if (known != null) {
      rows.put(known.id(), known);
    }
  }

  boolean areMissing() {
    return !missingProducts().isEmpty() || !missingFaqs().isEmpty();
  }

  List<String> missingProducts() {
    return missing(found.products(), products);
  }

  List<String> missingFaqs() {
    return missing(found.faqs(), faqs);
  }

  private static List<String> missing(List<Found> found, Map<String, Stored> rows) {
    return found.stream().map(Found::id).filter(id -> !rows.containsKey(id)).toList();
  }

  void add(Stored row) {
    (row instanceof Stored.Product ? products : faqs).put(row.id(), row);
    added.add(row);
  }

  /** Those that were not known before. */
  List<Stored> added() {
    return added;
  }

  /** The best first; when none is missing. */
  List<Match> matches() {
    return Stream.concat(matches(found.products(), products), matches(found.faqs(), faqs)).toList();
  }

  private static Stream<Match> matches(List<Found> found, Map<String, Stored> rows) {
    return found.stream().map(one -> Match.of(one, Objects.requireNonNull(rows.get(one.id()))));
  }
}
