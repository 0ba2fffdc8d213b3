package rapport.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Candidate;
import rapport.chat.Card;
import rapport.chat.Constraints;
import rapport.chat.FaqSource;
import rapport.chat.Language;
import rapport.chat.Sources;
import rapport.chat.Understanding;

/**
 * What was found, best first.
 *
 * @param language the language the question was asked in
 * @param understood how, with everything the products satisfy
 * @param candidates the products that were looked at, best first, those not taken among them
 * @param faqCandidates the same of FAQs
 * @param degraded what was left out and why, or null
 * @param encodeMillis time for the question's vector
 * @param searchMillis time for the database
 */
public record Retrieved(
    Language language,
    Understanding understood,
    List<ProductHit> products,
    List<FaqHit> faqs,
    List<Candidate> candidates,
    List<Candidate> faqCandidates,
    @Nullable String degraded,
    double encodeMillis,
    double searchMillis) {
  /**
   * The share of the best product's score that another one needs to stand beside it in an answer.
   */
  static final double BESIDE_THE_BEST = 0.8;

  public Retrieved {
    products = List.copyOf(products);
    faqs = List.copyOf(faqs);
    candidates = List.copyOf(candidates);
    faqCandidates = List.copyOf(faqCandidates);
  }

  /**
   * @param description the row's own text, for prompts
   * @param supported whether it fits well enough to answer with
   * @param passages what the row says about itself, when it is asked about; else empty
   */
  public record ProductHit(
      Card card, @Nullable String description, boolean supported, List<String> passages) {
    public ProductHit {
      passages = List.copyOf(passages);
    }

    ProductHit because(List<String> facts) {
      return new ProductHit(card.because(facts), description, supported, passages);
    }
  }

  /**
   * @param supported whether it fits well enough to answer with
   */
  public record FaqHit(FaqSource faq, boolean supported) {}

  public Constraints constraints() {
    return understood.constraints();
  }

  /** Everything found. */
  public Sources sources() {
    return new Sources(
        products.stream().map(ProductHit::card).toList(),
        faqs.stream().map(FaqHit::faq).toList(),
        understood,
        degraded);
  }

  /**
   * Only what fits well enough to answer with, and of the products none that fits much worse than
   * the best.
   */
  public Retrieved supported() {
    List<ProductHit> fitting = products.stream().filter(ProductHit::supported).toList();
    if (!understood.about().isEmpty()) {
      return with(fitting, faqs.stream().filter(FaqHit::supported).toList());
    }
    double best = best();
    return with(
        fitting.stream().filter(hit -> hit.card().score() >= best * BESIDE_THE_BEST).toList(),
        faqs.stream().filter(FaqHit::supported).toList());
  }

  /** The score of the product that fits best; 0: none fits. */
  double best() {
    return products.stream()
        .filter(ProductHit::supported)
        .mapToDouble(hit -> hit.card().score())
        .max()
        .orElse(0);
  }

  /** The same search with other rows. */
  Retrieved with(List<ProductHit> otherProducts, List<FaqHit> otherFaqs) {
    return new Retrieved(
        language,
        understood,
        otherProducts,
        otherFaqs,
        candidates,
        faqCandidates,
        degraded,
        encodeMillis,
        searchMillis);
  }

  /** The same search, when it took other times. */
  Retrieved within(double encode, double search) {
    return new Retrieved(
        language, understood, products, faqs, candidates, faqCandidates, degraded, encode, search);
  }

  public Retrieved understoodAs(Understanding otherwise) {
    return new Retrieved(
        language,
        otherwise,
        products,
        faqs,
        candidates,
        faqCandidates,
        degraded,
        encodeMillis,
        searchMillis);
  }

  public boolean isEmpty() {
    return products.isEmpty() && faqs.isEmpty();
  }
}
