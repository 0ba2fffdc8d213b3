package rapport.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapport.search.Lexicon.Counts;
import rapport.words.Facets;

/**
 * Finds the catalogue's word behind a slip of the pen: candidates share pairs of letters, and are
 * at most one edit away, two in long words. Built once, then read by any thread.
 */
final class Spelling {
  /** Shorter words are too near to too many others. */
  private static final int SHORTEST = 4;

  private static final int LONG = 8;

  /** A word that a single row has may be a slip itself. */
  private static final int FEWEST_ROWS = 2;

  private final Counts counts;
  private final Map<String, List<String>> byPair = new HashMap<>();

  Spelling(Counts counts) {
    this.counts = counts;
    counts
        .byWord()
        .forEach((word, rows) -> {
          if (rows >= FEWEST_ROWS && isWord(word)) {
            pairs(word)
                .forEach(pair -> byPair.computeIfAbsent(pair, p -> new ArrayList<>()).add(word));
          }
        });
  }

  private static boolean isWord(String word) {
    return word.length() >= SHORTEST
        && !Facets.is(word)
        && word.chars().allMatch(c -> Character.isLetter(c) && !Character.isIdeographic(c));
  }

  /** The word that most rows have among the nearest; empty when {@code word} is none of ours. */
  Optional<String> correct(String word) {
    if (!isWord(word) || counts.has(word)) {
      return Optional.empty();
    }
    int most = word.length() >= LONG ? 2 : 1;
    Map<String, Integer> shared = new HashMap<>();
    pairs(word)
        .forEach(pair ->
            byPair
                .getOrDefault(pair, List.of())
                .forEach(other -> shared.merge(other, 1, Integer::sum)));
    // One edit touches at most two or three of a word's pairs.
    int enough = Math.max(1, word.length() + 1 - 3 * most);
    String best = null;
    int bestDistance = most + 1;
    for (Map.Entry<String, Integer> candidate : shared.entrySet()) {
      String other = candidate.getKey();
      if (candidate.getValue() < enough || Math.abs(other.length() - word.length()) > most) {
        continue;
      }
      int distance = Edits.between(word, other, most);
      boolean nearer = distance < bestDistance;
      boolean commoner =
          distance == bestDistance && best != null && counts.of(other) > counts.of(best);
      if (distance <= most && (nearer || commoner)) {
        best = other;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<String> pairs(String word) {
    String framed = "^" + word + "$";
    List<String> pairs = new ArrayList<>(framed.length());
    for (int i = 0; i + 1 < framed.length(); i++) {
      pairs.add(framed.substring(i, i + 2));
    }
    return pairs;
  }
}
