package rapport.catalog;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.encode.VectorMaker;

/**
 * The catalogue's tables, as writers see them. Each call is one statement; several may be under way
 * at once, but not two that write the same row.
 */
public interface Catalog {
  /** The two kinds of rows. */
  enum Kind {
    PRODUCT,
    FAQ
  }

  /** Fingerprints of those of {@code ids} that are stored. */
  Future<Map<String, Fingerprint>> fingerprints(
      Kind kind, Language language, Collection<String> ids);

  /** One product as it is stored; empty: it is not there in this language. */
  Future<Optional<Product>> find(Language language, String id);

  /** Inserts or replaces rows, all or none. */
  Future<Void> putProducts(List<ProductRow> rows);

  /** Inserts or replaces rows, all or none. */
  Future<Void> putFaqs(List<FaqRow> rows);

  /**
   * Removes what is stored in {@code language} but not among {@code keep}; how many rows that was.
   */
  Future<Integer> retain(Kind kind, Language language, Collection<String> keep);

  /** Removes one row in every language; whether there was one. */
  Future<Boolean> remove(Kind kind, String id);

  /**
   * Makes room for a language: its partition, its vector index, and the record of which encoder
   * made its vectors. Fails with {@code conflict} when another encoder's vectors are there.
   */
  Future<Void> prepare(Language language, VectorMaker maker);

  /** Brings the statistics of a language up to date, once a load is over: ranking uses them. */
  Future<Void> settle(Language language);

  /** Drops everything of a language, so that another encoder can take it over. */
  Future<Void> forget(Language language);

  /** The languages there are, each with the encoder that made its vectors. */
  Future<List<PreparedLanguage>> languages();

  /** The catalogue in PostgreSQL. */
  static Catalog postgres(Pool pool) {
    return new PgCatalog(pool);
  }

  /** A language with rows. */
  record PreparedLanguage(Language language, VectorMaker madeBy) {}

  /**
   * A product with what is computed from it.
   *
   * @param vector null to keep the stored one
   */
  record ProductRow(Product product, Fingerprint fingerprint, @Nullable Embedding vector) {}

  /**
   * An FAQ with what is computed from it.
   *
   * @param questionVector null to keep the stored pair
   * @param answerVector null to keep the stored pair
   */
  record FaqRow(
      Faq faq,
      Fingerprint fingerprint,
      @Nullable Embedding questionVector,
      @Nullable Embedding answerVector) {}
}
