package rapport.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.catalog.Catalog.FaqRow;
import rapport.catalog.Catalog.Kind;
import rapport.catalog.Catalog.ProductRow;
import rapport.catalog.Fingerprint;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.encode.Encoder;
import rapport.encode.Encoders;

/** Brings one batch of rows into the catalogue: look up, encode what is new, write. */
final class BatchLoader {
  private final Kind kind;
  private final Catalog catalog;
  private final Encoders encoders;
  private final EncoderSpeed speed;

  BatchLoader(Kind kind, Catalog catalog, Encoders encoders, EncoderSpeed speed) {
    this.kind = kind;
    this.catalog = catalog;
    this.encoders = encoders;
    this.speed = speed;
  }

  /** Makes room for a language, once a load. */
  void prepare(Language language) throws InterruptedException {
    Encoder encoder = encoders.of(language);
    Waiting.on(catalog.prepare(language, encoder.maker()));
  }

  /** Rows of one language, none of them twice. */
  Outcome load(Language language, List<Candidate> batch) throws InterruptedException {
    Encoder encoder = encoders.of(language);
    List<Change> changes = changes(language, batch, encoder.model());
    List<Change> toEncode = changes.stream().filter(Change::textChanged).toList();
    encode(encoder, toEncode);
    write(changes);
    return new Outcome(changes.size(), batch.size() - changes.size(), toEncode.size());
  }

  private List<Change> changes(Language language, List<Candidate> batch, String model)
      throws InterruptedException {
    List<String> ids = batch.stream().map(Candidate::id).toList();
    Map<String, Fingerprint> stored = Waiting.on(catalog.fingerprints(kind, language, ids));
    List<Change> changes = new ArrayList<>();
    for (Candidate row : batch) {
      Fingerprint now = row.fingerprint(model);
      Fingerprint before = stored.get(row.id());
      if (before == null || !before.row().equals(now.row())) {
        changes.add(new Change(row, now, before == null || !before.text().equals(now.text())));
      }
    }
    return changes;
  }

  private void encode(Encoder encoder, List<Change> changes) throws InterruptedException {
    if (changes.isEmpty()) {
      return;
    }
    List<String> texts = changes.stream().flatMap(c -> c.row.texts().stream()).toList();
    List<Embedding> vectors = Waiting.on(encoder.documents(texts));
    int next = 0;
    for (Change change : changes) {
      int count = change.row.texts().size();
      change.vectors = vectors.subList(next, next + count);
      next += count;
      speed.sample(encoder, change.row);
    }
  }

  private void write(List<Change> changes) throws InterruptedException {
    if (changes.isEmpty()) {
      return;
    }
    Waiting.on(
        switch (kind) {
          case PRODUCT -> catalog.putProducts(changes.stream().map(Change::productRow).toList());
          case FAQ -> catalog.putFaqs(changes.stream().map(Change::faqRow).toList());
        });
  }

  /** How many rows of a batch were written, left alone, and encoded. */
  record Outcome(int accepted, int unchanged, int encoded) {}

  /** A row that is to be written. */
  private static final class Change {
    private final Candidate row;
    private final Fingerprint fingerprint;
    private final boolean textChanged;
    private List<Embedding> vectors = List.of();

    Change(Candidate row, Fingerprint fingerprint, boolean textChanged) {
      this.row = row;
      this.fingerprint = fingerprint;
      this.textChanged = textChanged;
    }

    boolean textChanged() {
      return textChanged;
    }

    ProductRow productRow() {
      Candidate.OfProduct of = (Candidate.OfProduct) row;
      return new ProductRow(of.product(), fingerprint, vector(0));
    }

    FaqRow faqRow() {
      Candidate.OfFaq of = (Candidate.OfFaq) row;
      return new FaqRow(of.faq(), fingerprint, vector(0), vector(1));
    }

    private @Nullable Embedding vector(int index) {
      return vectors.isEmpty() ? null : vectors.get(index);
    }
  }
}
