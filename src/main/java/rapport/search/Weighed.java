package rapport.search;

import rapport.chat.Constraints;
import rapport.chat.Language;
import rapport.search.Filters.Only;
import rapport.search.Retriever.Encoded;

/**
 * A question as the catalogue's rows are compared with it.
 *
 * @param language of the rows
 * @param words its words, weighed for products
 * @param faqWords its words, weighed for FAQs
 * @param similarity what similarity counts for products; words count the rest
 * @param faqSimilarity what similarity counts for FAQs
 */
record Weighed(
    Language language,
    Encoded encoded,
    LexicalQuery words,
    LexicalQuery faqWords,
    double similarity,
    double faqSimilarity,
    Filters filters,
    Breadth breadth) {
  /** FAQs are asked in other words than they are written in. */
  private static final double FAQ_SIMILARITY = 0.9;

  /** Pairs of characters have neither endings nor filler words: they tell more than words do. */
  private static final double UNSPACED_FAQ_SIMILARITY = 0.3;

  /**
   * @param text what is looked for, its constraints read out
   */
  static Weighed of(
      String text, Constraints wanted, Only only, Shelf shelf, Encoded encoded, Breadth breadth) {
    return new Weighed(
        shelf.language(),
        encoded,
        LexicalQuery.ofProducts(text, shelf.lexicon()),
        LexicalQuery.ofFaqs(text, shelf.lexicon()),
        ProductSimilarity.of(text, shelf.lexicon()),
        faqSimilarity(shelf.language()),
        Filters.of(wanted, only, shelf.language()),
        breadth);
  }

  static Weighed of(Search search, Encoded encoded) {
    return of(
        search.text(), search.wanted(), search.only(), search.shelf(), encoded, Breadth.of(search));
  }

  /**
   * The same words, weighed once, under other conditions.
   *
   * @param other the same text on the same shelf, wanting something else
   */
  Weighed under(Search other) {
    return new Weighed(
        language,
        encoded,
        words,
        faqWords,
        similarity,
        faqSimilarity,
        Filters.of(other.wanted(), other.only(), language),
        Breadth.of(other));
  }

  private static double faqSimilarity(Language language) {
    return switch (language.code()) {
      case "zh", "ja", "th", "lo", "km", "my" -> UNSPACED_FAQ_SIMILARITY;
      default -> FAQ_SIMILARITY;
    };
  }
}
