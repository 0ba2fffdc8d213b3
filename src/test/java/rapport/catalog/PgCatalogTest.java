package rapport.catalog;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.database.Schema;
import rapport.encode.Embedding;
import rapport.testing.TestDatabase;
import rapport.testing.Waiting;

class PgCatalogTest extends CatalogContract {
  private static Vertx vertx;
  private static String url;
  private static Database database;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    url = TestDatabase.freshDatabase();
    Schema.migrate(url);
    database = Database.forLoading(vertx, url);
  }

  @AfterAll
  static void disconnect() {
    Waiting.await(database.close());
    Waiting.await(vertx.close());
  }

  @Override
  Catalog empty() {
    TestDatabase.execute(url, "select forget_language(code) from language");
    return Catalog.postgres(database.pool());
  }

  @Override
  @Nullable Stored product(Language language, String id) {
    return stored(
        "select title, description, embedding::real[]::text from product where language = ? and id = ?",
        language,
        id);
  }

  @Override
  @Nullable Stored faq(Language language, String id) {
    return stored(
        "select question, answer, answer_embedding::real[]::text from faq where language = ? and id = ?",
        language,
        id);
  }

  private static @Nullable Stored stored(String sql, Language language, String id) {
    try (Connection connection = TestDatabase.connect(url);
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, language.code());
      query.setString(2, id);
      ResultSet row = query.executeQuery();
      return row.next() ? new Stored(row.getString(1), row.getString(2), literal(row)) : null;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String literal(ResultSet row) throws SQLException {
    String[] numbers = row.getString(3).replaceAll("[{}]", "").split(",", -1);
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    return Embedding.normalized(values).literal();
  }
}
