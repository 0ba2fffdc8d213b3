package rapport.search;

import java.util.Arrays;
import java.util.HashMap;
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
  private final String[] words;

  /** The places in {@link #words} of those that have a pair of letters, once for each such pair. */
  private final Map<Integer, int[]> byPair = new HashMap<>();

  Spelling(Counts counts) {
    this.counts = counts;
    this.words =
        counts.byWord().entrySet().stream()
            .filter(word -> word.getValue() >= FEWEST_ROWS && isWord(word.getKey()))
            .map(Map.Entry::getKey)
            .sorted()
            .toArray(String[]::new);
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int place = 0; place < words.length; place++) {
      for (int i = 0; i <= words[place].length(); i++) {
        int pair = pair(words[place], i);
        int size = sizes.merge(pair, 1, Integer::sum);
        int[] places = byPair.getOrDefault(pair, new int[1]);
        if (size > places.length) {
          places = Arrays.copyOf(places, 2 * size);
        }
        places[size - 1] = place;
        byPair.put(pair, places);
      }
    }
    byPair.replaceAll((pair, places) -> Arrays.copyOf(places, sizes.getOrDefault(pair, 0)));
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
    short[] shared = shared(word);
    // One edit touches at most two or three of a word's pairs.
    int enough = Math.max(1, word.length() + 1 - 3 * most);
    String best = null;
    int bestDistance = most + 1;
    for (int place = 0; place < words.length; place++) {
      String other = words[place];
      if (shared[place] < enough || Math.abs(other.length() - word.length()) > most) {
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

  /** How many pairs each of {@link #words} has in common with {@code word}. */
  private short[] shared(String word) {
    short[] shared = new short[words.length];
    for (int i = 0; i <= word.length(); i++) {
      int[] places = byPair.get(pair(word, i));
      if (places != null) {
        for (int place : places) {
          shared[place]++;
        }
      }
    }
    return shared;
  }

  /** The letter at {@code i} and the one before it; the word's ends count as letters. */
  private static int pair(String word, int i) {
    char before = i == 0 ? '^' : word.charAt(i - 1);
    char letter = i == word.length() ? '$' : word.charAt(i);
    return before << Character.SIZE | letter;
  }
}
