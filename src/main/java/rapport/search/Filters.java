package rapport.search;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chat.Constraints;
import rapport.chat.Constraints.Order;
import rapport.chat.Language;
import rapport.index.Conditions;
import rapport.words.Analyzer;
import rapport.words.Facets;
import rapport.words.SparseWords;

/**
 * What rows must satisfy, in the words they are stored with.
 *
 * @param wanted as it was demanded
 * @param only the rows to look at
 * @param brands one of these, in lower case
 * @param notBrands none of these, in lower case
 * @param colours one of these
 * @param sizes one of these
 * @param without none of these
 */
record Filters(
    Constraints wanted,
    Only only,
    List<String> brands,
    List<String> notBrands,
    List<String> colours,
    List<String> sizes,
    List<String> without) {

  static Filters of(Constraints wanted, Only only, Language language) {
    Analyzer analyzer = Analyzer.of(language);
    Stream<String> notColours = wanted.notColours().stream().map(Facets::colour);
    Stream<String> words = wanted.without().stream().flatMap(w -> analyzer.words(w).stream());
    return new Filters(
        wanted,
        only,
        lower(wanted.brands()),
        lower(wanted.notBrands()),
        wanted.colours().stream().map(Facets::colour).toList(),
        sizes(wanted.sizes()),
        Stream.concat(notColours, words).toList());
  }

  /** Whether every row satisfies them. */
  boolean areNone() {
    return only.equals(Only.ANY) && wanted.withOrder(Order.FIT).equals(Constraints.NONE);
  }

  /** Parameters $13 to $24 of {@link SearchSql}'s statements. */
  void addTo(Tuple tuple) {
    String category = wanted.category();
    tuple
        .addLong(wanted.minPrice())
        .addLong(wanted.maxPrice())
        .addArrayOfString(array(brands))
        .addArrayOfString(array(notBrands))
        .addString(category == null ? null : Like.literal(category))
        .addBoolean(wanted.inStock())
        .addArrayOfString(array(colours))
        .addArrayOfString(array(sizes))
        .addArrayOfString(array(without))
        .addFloat(minRating())
        .addArrayOfString(array(only.these()))
        .addArrayOfString(array(only.notThese()));
  }

  /** The same for rows in memory. */
  Conditions conditions() {
    String category = wanted.category();
    return new Conditions(
        wanted.minPrice(),
        wanted.maxPrice(),
        brands,
        notBrands,
        category == null ? null : category.toLowerCase(Locale.ROOT),
        wanted.inStock(),
        Stream.of(colours, sizes).filter(any -> !any.isEmpty()).map(Filters::dimensions).toList(),
        dimensions(without),
        minRating(),
        only.these(),
        only.notThese());
  }

  private @Nullable Float minRating() {
    Double rating = wanted.minRating();
    return rating == null ? null : rating.floatValue();
  }

  /** A size is a property of its own or a measure among the words. */
  private static List<String> sizes(List<String> sizes) {
    return sizes.stream().flatMap(size -> Stream.of(Facets.size(size), size)).toList();
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  static int[] dimensions(List<String> words) {
    return words.stream().mapToInt(SparseWords::dimension).toArray();
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
