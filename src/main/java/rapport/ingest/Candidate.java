package rapport.ingest;

import java.util.List;
import rapport.catalog.Faq;
import rapport.catalog.Fingerprint;
import rapport.catalog.Product;
import rapport.chat.Language;

/** A row that can be loaded, before it is known whether it is new. */
sealed interface Candidate {
  String id();

  Language language();

  /** What is embedded: one text of a product, question and answer of an FAQ. */
  List<String> texts();

  Fingerprint fingerprint(String model);

  record OfProduct(Product product) implements Candidate {
    @Override
    public String id() {
      return product.id();
    }

    @Override
    public Language language() {
      return product.language();
    }

    @Override
    public List<String> texts() {
      return List.of(EmbeddingText.of(product));
    }

    @Override
    public Fingerprint fingerprint(String model) {
      return Fingerprints.of(product, model);
    }
  }

  record OfFaq(Faq faq) implements Candidate {
    @Override
    public String id() {
      return faq.id();
    }

    @Override
    public Language language() {
      return faq.language();
    }

    @Override
    public List<String> texts() {
      return List.of(EmbeddingText.question(faq), EmbeddingText.answer(faq));
    }

    @Override
    public Fingerprint fingerprint(String model) {
      return Fingerprints.of(faq, model);
    }
  }
}
