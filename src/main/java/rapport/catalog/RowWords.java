package rapport.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.chat.Colour;
import rapport.words.Analyzer;
import rapport.words.Facets;
import rapport.words.Heads;
import rapport.words.Impacts;
import rapport.words.Sizes;
import rapport.words.SparseWords;

/**
 * A row's words: the ones it is found by, and what each counts. Weights and lengths of fields are
 * of the order that product search engines use, not fitted to any catalogue.
 *
 * @param terms without repetition; colours, sizes and heads among them
 * @param lexical in the text form of {@code sparsevec}
 */
record RowWords(Set<String> terms, String lexical) {
  private static final int MOST_WORDS = 1_000;
  private static final Pattern COLOUR = Pattern.compile("(?i).*(colou?r|颜色|花色).*");
  private static final Pattern SIZE = Pattern.compile("(?i)(.*\\b)?sizes?|.*(尺码|鞋码|尺寸|码数)");
  private static final Pattern BETWEEN_SIZES =
      Pattern.compile("[,;/|、，；]\\s*|\\s+(?=\\d|[XSML]+\\b)");

  static RowWords of(Product product) {
    Analyzer analyzer = Analyzer.of(product.language());
    List<String> title = words(analyzer, Stream.of(product.title()));
    List<String> kind = words(analyzer, Stream.of(product.brand(), product.category()));
    List<String> names = words(analyzer, Stream.of(product.id(), product.gtin()));
    List<String> attributes = words(analyzer, product.attributes().values().stream());
    List<String> description = words(analyzer, Stream.of(product.description()));
    Map<String, Double> impacts =
        new Impacts()
            .add(title, 4, 10)
            .add(kind, 3, 3)
            .add(names, 3, 2)
            .add(description, 2, 15)
            .add(attributes, 1, 30)
            .byWord();
    Set<String> terms = new LinkedHashSet<>(impacts.keySet());
    colours(product).forEach(colour -> terms.add(Facets.colour(colour)));
    sizes(product).forEach(size -> terms.add(Facets.size(size)));
    Heads.of(product.title(), product.brand(), product.language())
        .forEach(head -> terms.add(Facets.head(head)));
    return new RowWords(terms, SparseWords.of(impacts).literal());
  }

  static RowWords of(Faq faq) {
    Analyzer analyzer = Analyzer.of(faq.language());
    Map<String, Double> impacts =
        new Impacts()
            .add(words(analyzer, Stream.of(faq.question())), 3, 10)
            .add(words(analyzer, Stream.of(faq.answer(), faq.category())), 1, 60)
            .byWord();
    return new RowWords(impacts.keySet(), SparseWords.of(impacts).literal());
  }

  private static List<String> words(Analyzer analyzer, Stream<@Nullable String> texts) {
    List<String> words = new ArrayList<>();
    texts.filter(Objects::nonNull).forEach(text -> words.addAll(analyzer.words(text)));
    return words.size() > MOST_WORDS ? words.subList(0, MOST_WORDS) : words;
  }

  /** What the row calls its colour; only when it calls none so, what its title names. */
  private static Set<Colour> colours(Product product) {
    Set<Colour> colours = new LinkedHashSet<>();
    product
        .attributes()
        .forEach((name, value) -> {
          if (COLOUR.matcher(name).matches()) {
            colours.addAll(Colour.in(value));
          }
        });
    return colours.isEmpty() ? Colour.in(product.title()) : colours;
  }

  private static Set<String> sizes(Product product) {
    Set<String> sizes = new LinkedHashSet<>();
    product
        .attributes()
        .forEach((name, value) -> {
          if (SIZE.matcher(name).matches()) {
            BETWEEN_SIZES.splitAsStream(value).map(Sizes::normal).forEach(sizes::add);
          }
        });
    return sizes;
  }
}
