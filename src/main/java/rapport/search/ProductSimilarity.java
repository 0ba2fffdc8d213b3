package rapport.search;

import java.util.List;
import rapport.words.Analyzer;
import rapport.words.Facets;
import rapport.words.Heads;

/**
 * What similarity counts beside words in the order of products. Products are asked for by name, and
 * words tell names apart: words count more. But a catalogue that sells notebooks may say "laptop"
 * only where it means sleeves and locks for one: then rows that have the word are not what is asked
 * for, and similarity knows better.
 */
final class ProductSimilarity {
  private static final double USUAL = 0.25;
  private static final double WHERE_WORDS_MISLEAD = 0.75;

  /** Where heads are not known. */
  private static final double UNKNOWN = 0.3;

  /** The share of a word's rows that are what it says, from which on the word is trusted. */
  private static final double TRUSTED = 0.2;

  private ProductSimilarity() {}

  static double of(String text, Lexicon lexicon) {
    if (!Heads.areKnownIn(lexicon.language())) {
      return UNKNOWN;
    }
    List<String> phrase = Analyzer.of(lexicon.language()).words(Heads.firstPhrase(text));
    if (phrase.isEmpty() || isName(phrase.getLast(), lexicon)) {
      return USUAL;
    }
    String head = phrase.getLast();
    int rows = lexicon.products().of(head);
    double share = rows == 0 ? 0 : lexicon.products().of(Facets.head(head)) / (double) rows;
    double mistrust = 1 - Math.min(1, share / TRUSTED);
    return USUAL + (WHERE_WORDS_MISLEAD - USUAL) * mistrust;
  }

  /** Brands and model numbers are nobody's head, and mean what they say. */
  private static boolean isName(String word, Lexicon lexicon) {
    return word.chars().anyMatch(Character::isDigit) || !lexicon.brands().in(word).isEmpty();
  }
}
