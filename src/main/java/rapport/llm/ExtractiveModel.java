package rapport.llm;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.chat.Availability;
import rapport.chat.Card;
import rapport.chat.FaqSource;
import rapport.chat.Finish;
import rapport.chat.Following;
import rapport.chat.Sources;
import rapport.chat.Understanding;
import rapport.life.CheckResult;
import rapport.prompt.Phrases;
import rapport.prompt.Prompt;

/**
 * Answers with the rows themselves: the fitting FAQ in its own words, the fitting products with
 * what is true of them. No model, nothing invented; also what is left when the model is away.
 */
final class ExtractiveModel implements LanguageModel {
  private static final int PRODUCTS_NAMED = 3;

  /** How much better than the best product an FAQ must fit to be the answer. */
  private static final double FAQ_LEAD = 0.1;

  @Override
  public Generation generate(Prompt prompt) {
    return new Words(answer(prompt), Finish.STOP);
  }

  static String answer(Prompt prompt) {
    Sources sources = prompt.sources();
    Phrases phrases = Phrases.of(prompt.language());
    Understanding understood = sources.understood();
    if (understood != null && !understood.about().isEmpty() && !sources.products().isEmpty()) {
      return about(sources, phrases);
    }
    if (faqLeads(sources)) {
      return sources.faqs().getFirst().answer();
    }
    String products = products(sources.products(), phrases);
    return phrases.relaxed(understood).map(first -> first + "\n\n" + products).orElse(products);
  }

  /** What the products that were asked about say themselves; where they say nothing, the shop. */
  private static String about(Sources sources, Phrases phrases) {
    boolean said = sources.products().stream().anyMatch(card -> !card.why().isEmpty());
    StringBuilder text = new StringBuilder();
    if (!said) {
      text.append(sources.faqs().isEmpty() ? phrases.unsaid() : sources.faqs().getFirst().answer());
      text.append("\n\n");
    }
    for (Card card : sources.products()) {
      text.append("- ").append(line(card, phrases));
      card.why().forEach(fact -> text.append("\n  - ").append(fact));
      text.append('\n');
    }
    return text.toString().strip();
  }

  private static boolean faqLeads(Sources sources) {
    if (sources.faqs().isEmpty() || sources.products().isEmpty()) {
      return !sources.faqs().isEmpty();
    }
    if (wantsProducts(sources.understood())) {
      return false;
    }
    FaqSource faq = sources.faqs().getFirst();
    return faq.score() >= sources.products().getFirst().score() + FAQ_LEAD;
  }

  /** Whoever goes on about products, or wishes for what there is none of, is told of products. */
  private static boolean wantsProducts(@Nullable Understanding understood) {
    return understood != null
        && (understood.relaxed() != null || understood.following() != Following.NEW);
  }

  private static String products(List<Card> cards, Phrases phrases) {
    if (cards.isEmpty()) {
      return phrases.nothing();
    }
    List<Card> named = cards.subList(0, Math.min(PRODUCTS_NAMED, cards.size()));
    StringBuilder text =
        new StringBuilder(named.size() == 1 ? phrases.thisFits() : phrases.theseFit());
    text.append("\n\n");
    for (Card card : named) {
      text.append("- ").append(line(card, phrases)).append('\n');
    }
    return text.toString().strip();
  }

  private static String line(Card card, Phrases phrases) {
    List<String> facts = new ArrayList<>();
    if (card.price() != null) {
      facts.add(
          card.listPrice() == null
              ? card.price().display()
              : phrases.reduced(card.price().display(), card.listPrice().display()));
    }
    facts.add(availability(card.availability(), phrases));
    if (card.rating() != null && card.rating().count() > 0) {
      facts.add(phrases.rated(card.rating()));
    }
    return "**" + card.title() + "**" + phrases.dash() + String.join(phrases.comma(), facts);
  }

  private static String availability(Availability availability, Phrases phrases) {
    return switch (availability) {
      case IN_STOCK -> phrases.inStock();
      case OUT_OF_STOCK -> phrases.outOfStock();
      case PREORDER -> phrases.preorder();
      case BACKORDER -> phrases.backorder();
    };
  }

  @Override
  public Future<CheckResult> check() {
    return Future.succeededFuture(CheckResult.ok("model", "extractive"));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
