package rapport.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rapport.chat.Language;
import rapport.words.Analyzer;
import rapport.words.Brands;

/**
 * What is known of a language's catalogue as a whole: how many rows have a word, which brands there
 * are, what kinds of things. Immutable but for its building; any thread.
 *
 * @param products how many products have a word
 * @param faqs how many FAQs have a word
 * @param kinds the words that name kinds of products: "headphone", 耳机
 */
record Lexicon(
    Language language,
    Counts products,
    Counts faqs,
    Brands brands,
    Set<String> kinds,
    Spelling spelling) {

  static Lexicon of(
      Language language,
      Counts products,
      Counts faqs,
      List<String> brands,
      List<String> categories) {
    return new Lexicon(
        language,
        products,
        faqs,
        new Brands(brands),
        Kinds.of(categories, Analyzer.of(language)),
        new Spelling(products));
  }

  /** Whether a word, as shoppers write it, names a kind of product. */
  boolean isKind(String word) {
    return kinds.contains(word) || kinds.contains(Analyzer.of(language).stem(word));
  }

  /** Rows of one kind by their words. */
  record Counts(long rows, Map<String, Integer> byWord) {
    static Counts empty(long rows) {
      return new Counts(rows, new HashMap<>());
    }

    int of(String word) {
      return byWord.getOrDefault(word, 0);
    }

    boolean has(String word) {
      return byWord.containsKey(word);
    }

    /** Inverse document frequency, as BM25 has it; highest for words that no row has. */
    double rarity(String word) {
      int with = of(word);
      return Math.log(1 + (rows - with + 0.5) / (with + 0.5));
    }
  }
}
