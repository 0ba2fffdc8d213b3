package rapport.testing;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rapport.catalog.Catalog;
import rapport.catalog.Faq;
import rapport.catalog.Fingerprint;
import rapport.catalog.Product;
import rapport.chat.Language;
import rapport.encode.Embedding;
import rapport.encode.VectorMaker;
import rapport.fault.GatewayException;

/** A catalogue in maps, with the contract of the real one: what it refuses, this refuses. */
public final class InMemoryCatalog implements Catalog {
  private final Map<Key, ProductRow> products = new TreeMap<>();
  private final Map<Key, FaqRow> faqs = new TreeMap<>();
  private final Map<Language, VectorMaker> prepared = new LinkedHashMap<>();
  private int writes;
  private @Nullable GatewayException failure;

  public synchronized Product product(String language, String id) {
    return productRow(language, id).product();
  }

  public synchronized ProductRow productRow(String language, String id) {
    return Objects.requireNonNull(products.get(new Key(language, id)), "no product " + id);
  }

  public synchronized Faq faq(String language, String id) {
    return faqRow(language, id).faq();
  }

  public synchronized FaqRow faqRow(String language, String id) {
    return Objects.requireNonNull(faqs.get(new Key(language, id)), "no faq " + id);
  }

  /** In the order of language and id. */
  public synchronized List<Product> products() {
    return products.values().stream().map(ProductRow::product).toList();
  }

  /** In the order of language and id. */
  public synchronized List<Faq> faqs() {
    return faqs.values().stream().map(FaqRow::faq).toList();
  }

  /** How many statements wrote rows. */
  public synchronized int writes() {
    return writes;
  }

  /** Every write from now on fails so. */
  public synchronized void failWrites(GatewayException failure) {
    this.failure = failure;
  }

  @Override
  public synchronized Future<Map<String, Fingerprint>> fingerprints(
      Kind kind, Language language, Collection<String> ids) {
    Map<String, Fingerprint> found = new HashMap<>();
    for (String id : ids) {
      Key key = new Key(language.code(), id);
      if (kind == Kind.PRODUCT && products.containsKey(key)) {
        found.put(id, products.get(key).fingerprint());
      } else if (kind == Kind.FAQ && faqs.containsKey(key)) {
        found.put(id, faqs.get(key).fingerprint());
      }
    }
    return Future.succeededFuture(found);
  }

  /** There are no statistics here. */
  @Override
  public Future<Void> settle(Language language) {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> forget(Language language) {
    prepared.remove(language);
    products.keySet().removeIf(key -> key.language().equals(language.code()));
    faqs.keySet().removeIf(key -> key.language().equals(language.code()));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<PreparedLanguage>> languages() {
    return Future.succeededFuture(
        prepared.entrySet().stream()
            .map(entry -> new PreparedLanguage(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Override
  public synchronized Future<Optional<Product>> find(Language language, String id) {
    return Future.succeededFuture(
        Optional.ofNullable(products.get(new Key(language.code(), id))).map(ProductRow::product));
  }

  @Override
  public synchronized Future<Void> putProducts(List<ProductRow> rows) {
    Map<Key, ProductRow> changed = new HashMap<>();
    return write(() -> {
      for (ProductRow row : rows) {
        Language language = row.product().language();
        Key key = new Key(language.code(), row.product().id());
        Embedding vector = row.vector() != null ? row.vector() : stored(products.get(key)).vector();
        requireRoom(language, vector);
        changed.put(key, new ProductRow(row.product(), row.fingerprint(), vector));
      }
      products.putAll(changed);
    });
  }

  @Override
  public synchronized Future<Void> putFaqs(List<FaqRow> rows) {
    Map<Key, FaqRow> changed = new HashMap<>();
    return write(() -> {
      for (FaqRow row : rows) {
        Language language = row.faq().language();
        Key key = new Key(language.code(), row.faq().id());
        FaqRow vectors = row.questionVector() != null ? row : stored(faqs.get(key));
        requireRoom(language, vectors.questionVector());
        changed.put(
            key,
            new FaqRow(
                row.faq(), row.fingerprint(), vectors.questionVector(), vectors.answerVector()));
      }
      faqs.putAll(changed);
    });
  }

  private Future<Void> write(Runnable change) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    writes++;
    try {
      change.run();
      return Future.succeededFuture();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public synchronized Future<Integer> retain(
      Kind kind, Language language, Collection<String> keep) {
    Map<Key, ?> rows = rows(kind);
    int before = rows.size();
    rows.keySet().removeIf(k -> k.language.equals(language.code()) && !keep.contains(k.id));
    return Future.succeededFuture(before - rows.size());
  }

  @Override
  public synchronized Future<Boolean> remove(Kind kind, String id) {
    return Future.succeededFuture(rows(kind).keySet().removeIf(key -> key.id.equals(id)));
  }

  @Override
  public synchronized Future<Void> prepare(Language language, VectorMaker maker) {
    VectorMaker before = prepared.putIfAbsent(language, maker);
    return before == null
        ? Future.succeededFuture()
        : Future.future(promise -> {
          maker.requireSame(language, before);
          promise.complete();
        });
  }

  private Map<Key, ?> rows(Kind kind) {
    return switch (kind) {
      case PRODUCT -> products;
      case FAQ -> faqs;
    };
  }

  private void requireRoom(Language language, @Nullable Embedding vector) {
    VectorMaker maker = prepared.get(language);
    if (maker == null) {
      throw new IllegalStateException(language + " was not prepared before its first row");
    }
    if (vector == null || vector.dimension() != maker.dimension()) {
      throw new IllegalArgumentException("a vector that " + maker + " did not make");
    }
  }

  private static <T> T stored(@Nullable T row) {
    return Objects.requireNonNull(row, "a row without vector needs a stored one");
  }

  private record Key(String language, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byLanguage = language.compareTo(other.language);
      return byLanguage != 0 ? byLanguage : id.compareTo(other.id);
    }
  }
}
