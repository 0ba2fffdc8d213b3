package rapport.search;

import java.util.ArrayList;
import java.util.List;
import rapport.chat.Candidate;
import rapport.chat.Card;
import rapport.search.Retrieved.FaqHit;
import rapport.search.Retrieved.ProductHit;
import rapport.search.Retriever.Encoded;
import rapport.search.Selection.Scored;

/** Turns rows that were found into hits. */
final class Hits {
  /** What words count when a question's words are all in a title. */
  private static final double ALL_WORDS = 0.75;

  /**
   * The share of a question's words that makes a row fit, whatever its vector says: model numbers,
   * names.
   */
  private static final double ENOUGH_WORDS = 0.75;

  private final Search search;
  private final Encoded encoded;
  private final double minScore;
  private final Why why;
  private final List<Scored> products = new ArrayList<>();
  private final List<FaqHit> faqs = new ArrayList<>();
  private final List<Candidate> faqCandidates = new ArrayList<>();

  Hits(Search search, Encoded encoded, double minScore) {
    this.search = search;
    this.encoded = encoded;
    this.minScore = minScore;
    this.why = new Why(search);
  }

  List<ProductHit> products() {
    return Selection.of(products, search).stream().map(this::product).toList();
  }

  List<FaqHit> faqs() {
    return faqs;
  }

  List<Candidate> faqCandidates() {
    return faqCandidates;
  }

  List<Candidate> candidates() {
    return products.stream().map(Scored::match).map(Match::candidate).toList();
  }

  void add(Match match) {
    double score = score(match);
    switch (match.row()) {
      case Stored.Product product -> {
        // What is asked about fits, whatever is asked.
        boolean asked = search.about().contains(product.id());
        products.add(new Scored(match, product, score, asked || score >= minScore));
      }
      case Stored.Faq faq -> {
        faqs.add(new FaqHit(faq.source().scored(score), score >= minScore));
        faqCandidates.add(match.candidate());
      }
    }
  }

  /**
   * How sure it is that the row fits: similarity of the vectors; at least the threshold when nearly
   * all of the question's words are there.
   */
  private double score(Match match) {
    double coverage = Math.min(1, match.words() / ALL_WORDS);
    Double similarity = match.similarity();
    if (similarity == null) {
      return coverage;
    }
    double score = encoded.calibrated(similarity);
    return coverage >= ENOUGH_WORDS ? Math.max(score, minScore * coverage / ENOUGH_WORDS) : score;
  }

  private ProductHit product(Scored scored) {
    Stored.Product row = scored.row();
    Card card = row.card().scored(scored.score());
    return new ProductHit(
        card.because(why.facts(card, row.attributes())),
        row.description(),
        scored.supported(),
        search.about().isEmpty()
            ? List.of()
            : Evidence.passages(row.attributes(), row.description()));
  }
}
