package rapport.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rapport.search.Lexicon.Counts;
import rapport.words.Analyzer;
import rapport.words.SparseWords;

/**
 * The words of a question as the statements take them: each weighed by how rare it is, so that the
 * words of a question that are all in a title score close to 1.
 *
 * @param weights what each counts
 * @param telling the words whose rows are looked at
 * @param read the words that were understood, slips corrected
 */
record LexicalQuery(SparseWords weights, List<String> telling, List<String> read) {
  /** Rows that are looked at for their words alone; a word that more rows have tells little. */
  static final int MOST_ROWS = 1_000;

  /** What a word counts that was not written so. */
  private static final double CORRECTED = 0.9;

  private static final int SHORTEST_PART = 3;

  static LexicalQuery ofProducts(String text, Lexicon lexicon) {
    return of(text, lexicon, lexicon.products());
  }

  static LexicalQuery ofFaqs(String text, Lexicon lexicon) {
    return of(text, lexicon, lexicon.faqs());
  }

  private static LexicalQuery of(String text, Lexicon lexicon, Counts counts) {
    Set<String> words = new LinkedHashSet<>(Analyzer.of(lexicon.language()).words(text));
    double all = words.stream().mapToDouble(counts::rarity).sum();
    Map<String, Double> weights = new LinkedHashMap<>();
    words.forEach(word -> weights.put(word, counts.rarity(word)));
    addSlips(words, lexicon, counts, weights);
    addCompounds(List.copyOf(words), counts, weights);
    weights.replaceAll((word, weight) -> weight / all);
    return new LexicalQuery(
        SparseWords.of(weights), telling(weights.keySet(), counts), List.copyOf(weights.keySet()));
  }

  private static void addSlips(
      Set<String> words, Lexicon lexicon, Counts counts, Map<String, Double> weights) {
    for (String word : words) {
      if (!counts.has(word)) {
        double weight = counts.rarity(word) * CORRECTED;
        lexicon
            .spelling()
            .correct(word)
            .ifPresent(meant -> weights.merge(meant, weight, Math::max));
      }
    }
  }

  /** "Head set" is a headset, and a "powerbank" a power bank, when the catalogue says so. */
  private static void addCompounds(List<String> words, Counts counts, Map<String, Double> weights) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String whole = i == 0 ? word : words.get(i - 1) + word;
      if (i > 0 && (counts.has(whole) || isModel(words.get(i - 1), word))) {
        weights.merge(whole, counts.rarity(words.get(i - 1)) + counts.rarity(word), Math::max);
      }
      for (int cut = SHORTEST_PART;
          !counts.has(word) && cut <= word.length() - SHORTEST_PART;
          cut++) {
        String first = word.substring(0, cut);
        String second = word.substring(cut);
        if (counts.of(first) > 1 && counts.of(second) > 1) {
          double half = counts.rarity(word) * CORRECTED / 2;
          weights.merge(first, half, Math::max);
          weights.merge(second, half, Math::max);
        }
      }
    }
  }

  /** "TN 2110": letters and digits of one name, which may well be in a single row. */
  private static boolean isModel(String one, String other) {
    return hasDigit(one) != hasDigit(other);
  }

  private static boolean hasDigit(String word) {
    return word.chars().anyMatch(Character::isDigit);
  }

  /** The rarest first, as long as their rows are few enough to be looked at; at least one. */
  private static List<String> telling(Set<String> words, Counts counts) {
    List<String> rarestFirst = new ArrayList<>(words);
    rarestFirst.sort(Comparator.comparingInt(counts::of));
    List<String> telling = new ArrayList<>();
    long rows = 0;
    for (String word : rarestFirst) {
      rows += counts.of(word);
      if (!telling.isEmpty() && rows > MOST_ROWS) {
        break;
      }
      telling.add(word);
    }
    return List.copyOf(telling);
  }
}
