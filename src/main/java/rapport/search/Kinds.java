package rapport.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rapport.words.Analyzer;
import rapport.words.Unspaced;

/** The words that a catalogue's categories name kinds of products with. */
final class Kinds {
  private Kinds() {}

  /** The last word of each part of each level: of "Audio > Wireless Headphones" two. */
  static Set<String> of(List<String> categories, Analyzer analyzer) {
    Set<String> kinds = new HashSet<>();
    for (String category : categories) {
      for (String part : category.split("\\s*(?:>|&|,|/|\\band\\b)\\s*")) {
        List<String> words = analyzer.words(part);
        if (Unspaced.isIn(part)) {
          kinds.addAll(words);
        } else if (!words.isEmpty()) {
          kinds.add(words.getLast());
        }
      }
    }
    return Set.copyOf(kinds);
  }
}
