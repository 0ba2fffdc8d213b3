package rapport.search;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Constraints.Order;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.search.Retriever.Encoded;
import rapport.words.Analyzer;
import rapport.words.Facets;

/** The parameters of {@link SearchSql}'s statements, in their order. */
final class SearchParameters {
  /**
   * What similarity counts beside words. FAQs are asked in other words than they are written in.
   */
  private static final double FAQ_SIMILARITY = 0.9;

  /** Pairs of characters have neither endings nor filler words: they tell more than words do. */
  private static final double UNSPACED_FAQ_SIMILARITY = 0.3;

  private SearchParameters() {}

  /**
   * @param text what is looked for, its constraints read out
   */
  static Tuple of(
      String text, Constraints wanted, Only only, Shelf shelf, Encoded encoded, Breadth breadth) {
    LexicalQuery words = LexicalQuery.ofProducts(text, shelf.lexicon());
    LexicalQuery faqWords = LexicalQuery.ofFaqs(text, shelf.lexicon());
    Embedding vector = encoded.vector();
    Tuple tuple =
        Tuple.tuple()
            .addString(shelf.language().code())
            .addString(vector == null ? null : vector.literal())
            .addString(words.weights())
            .addArrayOfString(words.telling().toArray(String[]::new))
            .addString(faqWords.weights())
            .addArrayOfString(faqWords.telling().toArray(String[]::new))
            .addDouble(encoded.unrelated())
            .addDouble(ProductSimilarity.of(text, shelf.lexicon()))
            .addDouble(faqSimilarity(shelf.language()))
            .addInteger(breadth.products())
            .addInteger(breadth.faqs())
            .addString(Integer.toString(breadth.view()));
    if (filters(wanted, only)) {
      addConstraints(tuple, wanted, Analyzer.of(shelf.language()));
      tuple.addArrayOfString(array(only.these())).addArrayOfString(array(only.notThese()));
    }
    return tuple;
  }

  /** Whether the statement with filters is the one to take. */
  static boolean filters(Constraints wanted, Only only) {
    return !only.equals(Only.ANY) || !wanted.withOrder(Order.FIT).equals(Constraints.NONE);
  }

  private static double faqSimilarity(Language language) {
    return switch (language.code()) {
      case "zh", "ja", "th", "lo", "km", "my" -> UNSPACED_FAQ_SIMILARITY;
      default -> FAQ_SIMILARITY;
    };
  }

  private static void addConstraints(Tuple tuple, Constraints wanted, Analyzer analyzer) {
    Stream<String> notColours = wanted.notColours().stream().map(Facets::colour);
    Stream<String> without = wanted.without().stream().flatMap(w -> analyzer.words(w).stream());
    String category = wanted.category();
    Double rating = wanted.minRating();
    tuple
        .addLong(wanted.minPrice())
        .addLong(wanted.maxPrice())
        .addArrayOfString(array(lower(wanted.brands())))
        .addArrayOfString(array(lower(wanted.notBrands())))
        .addString(category == null ? null : Like.literal(category))
        .addBoolean(wanted.inStock())
        .addArrayOfString(array(wanted.colours().stream().map(Facets::colour).toList()))
        .addArrayOfString(array(sizes(wanted.sizes())))
        .addArrayOfString(array(Stream.concat(notColours, without).toList()))
        .addFloat(rating == null ? null : rating.floatValue());
  }

  /** A size is a property of its own or a measure among the words. */
  private static List<String> sizes(List<String> sizes) {
    return sizes.stream().flatMap(size -> Stream.of(Facets.size(size), size)).toList();
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static String @Nullable [] array(List<String> values) {
    return values.isEmpty() ? null : values.toArray(String[]::new);
  }

  /**
   * Rows by their ids.
   *
   * @param these no others; empty: any
   * @param notThese none of these
   */
  record Only(List<String> these, List<String> notThese) {
    static final Only ANY = new Only(List.of(), List.of());
  }
}
