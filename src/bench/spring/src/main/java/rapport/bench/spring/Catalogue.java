package rapport.bench.spring;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds what supports an answer, by meaning. Blocks. */
@Component
public class Catalogue {
  private static final int PRODUCTS = 6;
  private static final int FAQS = 3;
  private static final int DIMENSION = 384;

  private final VectorStore products;
  private final VectorStore faqs;

  public Catalogue(JdbcTemplate database, EmbeddingModel encoder) {
    products = store("bench_spring_product", database, encoder);
    faqs = store("bench_spring_faq", database, encoder);
  }

  Found find(String question) {
    return new Found(nearest(products, question, PRODUCTS), nearest(faqs, question, FAQS));
  }

  /** The table is there, filled and indexed. */
  private static VectorStore store(String table, JdbcTemplate database, EmbeddingModel encoder) {
    return PgVectorStore.builder(database, encoder)
        .vectorTableName(table)
        .dimensions(DIMENSION)
        .build();
  }

  /** Encodes the question as well: a store takes words, not vectors. */
  private static List<Document> nearest(VectorStore store, String question, int rows) {
    return store.similaritySearch(SearchRequest.builder().query(question).topK(rows).build());
  }

  /** Rows, the nearest first: their text is for the prompt, their metadata for the shopper. */
  record Found(List<Document> products, List<Document> faqs) {
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

    private static List<Map<String, Object>> cards(List<Document> rows) {
      return rows.stream().map(Document::getMetadata).toList();
    }

    private static String lines(List<Document> rows) {
      return rows.isEmpty()
          ? "(none)"
          : rows.stream().map(Document::getText).collect(Collectors.joining("\n"));
    }
  }
}
