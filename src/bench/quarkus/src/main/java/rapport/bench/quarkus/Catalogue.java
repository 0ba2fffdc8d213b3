package rapport.bench.quarkus;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds what supports an answer, by meaning. Blocks. */
@ApplicationScoped
public class Catalogue {
  private static final int PRODUCTS = 6;
  private static final int FAQS = 3;

  private final EmbeddingModel encoder;
  private final EmbeddingStore<TextSegment> products;
  private final EmbeddingStore<TextSegment> faqs;

  Catalogue(Encoder encoder, AgroalDataSource database) {
    this.encoder = encoder.model();
    products = new Store(database, "bench_quarkus_product");
    faqs = new Store(database, "bench_quarkus_faq");
  }

  Found find(String question) {
    Embedding vector = encoder.embed(question).content();
    return new Found(nearest(products, vector, PRODUCTS), nearest(faqs, vector, FAQS));
  }

  private static List<TextSegment> nearest(
      EmbeddingStore<TextSegment> store, Embedding vector, int rows) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder().queryEmbedding(vector).maxResults(rows).build();
    return store.search(request).matches().stream().map(EmbeddingMatch::embedded).toList();
  }

  /** Rows, the nearest first: their text is for the prompt, their metadata for the shopper. */
  record Found(List<TextSegment> products, List<TextSegment> faqs) {
    List<Map<String, Object>> productCards() {
      return cards(products);
    }

    List<Map<String, Object>> faqCards() {
      return cards(faqs);
    }

    String productLines() {
      return lines(products);
    }

    String faqLines() {
      return lines(faqs);
    }

    private static List<Map<String, Object>> cards(List<TextSegment> rows) {
      return rows.stream().map(row -> row.metadata().toMap()).toList();
    }

    private static String lines(List<TextSegment> rows) {
      return rows.isEmpty()
          ? "(none)"
          : rows.stream().map(TextSegment::text).collect(Collectors.joining("\n"));
    }
  }
}
