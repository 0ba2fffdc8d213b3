package rapport.bench.quarkus;

import com.pgvector.PGvector;
import dev.langchain4j.store.embedding.pgvector.DefaultMetadataStorageConfig;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * LangChain4j's store over a pool, without the {@code create extension} that it sends with every
 * search: what quarkus-langchain4j-pgvector makes of it.
 */
final class Store extends PgVectorEmbeddingStore {
  private static final int DIMENSION = 384;

  /** The table is there, filled and indexed. */
  Store(DataSource database, String table) {
    super(
        database,
        table,
        DIMENSION,
        false,
        0,
        false,
        false,
        DefaultMetadataStorageConfig.defaultConfig());
  }

  @Override
  protected Connection getConnection() throws SQLException {
    Connection connection = datasource.getConnection();
    PGvector.addVectorType(connection);
    return connection;
  }
}
