package rapport.search;

import io.vertx.core.Future;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.words.Analyzer;

/**
 * Chooses what a product's own texts say about a question: each attribute and each sentence of the
 * description is a passage, and the nearest ones answer, or none does.
 */
public final class Evidence {
  /**
   * The least similarity that answers. All passages are about the product, as the question is: what
   * answers must be nearer than what merely fits a search.
   */
  private static final double ANSWERS = 0.5;

  /** What the share of the question's words in a passage adds to its similarity. */
  private static final double WORDS = 0.2;

  /** Encoding more would keep the shopper waiting; those with the question's words come first. */
  private static final int MOST_ENCODED = 16;

  private static final int LONGEST = 200;
  private static final int MOST = 3;

  private final Analyzer analyzer;
  private final ToDoubleFunction<String> rarity;

  Evidence(Lexicon lexicon) {
    this(Analyzer.of(lexicon.language()), lexicon.products()::rarity);
  }

  /**
   * @param rarity of a word, such as its inverse document frequency
   */
  public Evidence(Analyzer analyzer, ToDoubleFunction<String> rarity) {
    this.analyzer = analyzer;
    this.rarity = rarity;
  }

  /**
   * A text about a product.
   *
   * @param score similarity, 0 to 1, and what shared words add
   * @param answers whether it is near enough to be the answer
   */
  public record Passage(String text, double score, boolean answers) {}

  /** What a row says about itself. */
  static List<String> passages(Map<String, String> attributes, @Nullable String description) {
    List<String> passages = new ArrayList<>();
    attributes.forEach((name, value) -> add(passages, name + ": " + value));
    if (description != null) {
      BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
      sentences.setText(description);
      int start = sentences.first();
      for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
        add(passages, description.substring(start, end).strip());
        start = end;
      }
    }
    return passages;
  }

  private static void add(List<String> passages, String text) {
    if (!text.isEmpty() && text.length() <= LONGEST) {
      passages.add(text);
    }
  }

  /** The passages that answer, best first; few. */
  Future<List<String>> answers(
      String question, Embedding vector, List<String> passages, Encoder encoder) {
    return rank(question, vector, wordsFirst(question, passages), encoder)
        .map(ranked ->
            ranked.stream().filter(Passage::answers).limit(MOST).map(Passage::text).toList());
  }

  private List<String> wordsFirst(String question, List<String> passages) {
    Set<String> asked = asked(question);
    return passages.stream()
        .sorted(Comparator.comparingDouble((String text) -> -share(asked, text)))
        .limit(MOST_ENCODED)
        .toList();
  }

  /** All {@code passages}, best first. */
  public Future<List<Passage>> rank(
      String question, Embedding vector, List<String> passages, Encoder encoder) {
    Set<String> asked = asked(question);
    return encoder
        .documents(passages)
        .map(vectors -> {
          List<Passage> ranked = new ArrayList<>();
          for (int i = 0; i < passages.size(); i++) {
            double similarity = encoder.calibrated(vector.similarity(vectors.get(i)));
            double words = share(asked, passages.get(i));
            ranked.add(
                new Passage(passages.get(i), similarity + WORDS * words, similarity >= ANSWERS));
          }
          ranked.sort(Comparator.comparingDouble(passage -> -passage.score));
          return ranked;
        });
  }

  private Set<String> asked(String question) {
    return new HashSet<>(analyzer.words(question));
  }

  /** How much of the question's words a text has, rare ones counting more: 0 to 1. */
  private double share(Set<String> asked, String text) {
    Set<String> words = new HashSet<>(analyzer.words(text));
    double all = asked.stream().mapToDouble(rarity).sum();
    double there = asked.stream().filter(words::contains).mapToDouble(rarity).sum();
    return all == 0 ? 0 : there / all;
  }
}
