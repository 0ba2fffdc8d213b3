package rapport.catalog;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapport.chat.Language;
import rapport.database.Database;
import rapport.encode.VectorMaker;

/** The catalogue in PostgreSQL. A batch of rows is one statement. */
final class PgCatalog implements Catalog {
  private final Pool pool;

  PgCatalog(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Void> prepare(Language language, VectorMaker maker) {
    return run(CatalogSql.PREPARE, Tuple.of(language.code(), maker.encoder(), maker.dimension()))
        .map(rows -> recorded(rows.iterator().next()))
        .map(recorded -> {
          maker.requireSame(language, recorded);
          return null;
        });
  }

  @Override
  public Future<Void> forget(Language language) {
    return run(CatalogSql.FORGET, Tuple.of(language.code())).mapEmpty();
  }

  @Override
  public Future<Void> settle(Language language) {
    return run(CatalogSql.SETTLE, Tuple.of(language.code())).mapEmpty();
  }

  @Override
  public Future<List<PreparedLanguage>> languages() {
    return run(CatalogSql.LANGUAGES, Tuple.tuple())
        .map(rows -> rows.stream().map(PgCatalog::preparedLanguage).toList());
  }

  private static PreparedLanguage preparedLanguage(Row row) {
    return new PreparedLanguage(new Language(row.getString("code")), recorded(row));
  }

  private static VectorMaker recorded(Row row) {
    return new VectorMaker(row.getString("encoder"), row.getInteger("dimension"));
  }

  @Override
  public Future<Map<String, Fingerprint>> fingerprints(
      Kind kind, Language language, Collection<String> ids) {
    String sql =
        switch (kind) {
          case PRODUCT -> CatalogSql.PRODUCT_FINGERPRINTS;
          case FAQ -> CatalogSql.FAQ_FINGERPRINTS;
        };
    return run(sql, Tuple.of(language.code()).addArrayOfString(ids.toArray(String[]::new)))
        .map(rows -> {
          Map<String, Fingerprint> stored = new HashMap<>();
          rows.forEach(row ->
              stored.put(
                  row.getString("id"),
                  new Fingerprint(row.getString("row_hash"), row.getString("text_hash"))));
          return stored;
        });
  }

  @Override
  public Future<Optional<Product>> find(Language language, String id) {
    return run(CatalogSql.PRODUCT, Tuple.of(language.code(), id))
        .map(rows -> rows.stream().findFirst().map(row -> ProductOfRow.read(language, row)));
  }

  @Override
  public Future<Void> putProducts(List<ProductRow> rows) {
    JsonArray batch = new JsonArray();
    rows.forEach(row -> batch.add(CatalogJson.product(row)));
    return run(CatalogSql.PUT_PRODUCTS, Tuple.of(batch)).mapEmpty();
  }

  @Override
  public Future<Void> putFaqs(List<FaqRow> rows) {
    JsonArray batch = new JsonArray();
    rows.forEach(row -> batch.add(CatalogJson.faq(row)));
    return run(CatalogSql.PUT_FAQS, Tuple.of(batch)).mapEmpty();
  }

  @Override
  public Future<Integer> retain(Kind kind, Language language, Collection<String> keep) {
    String sql =
        switch (kind) {
          case PRODUCT -> CatalogSql.RETAIN_PRODUCTS;
          case FAQ -> CatalogSql.RETAIN_FAQS;
        };
    return run(sql, Tuple.of(language.code()).addArrayOfString(keep.toArray(String[]::new)))
        .map(RowSet::rowCount);
  }

  @Override
  public Future<Boolean> remove(Kind kind, String id) {
    String sql =
        switch (kind) {
          case PRODUCT -> CatalogSql.REMOVE_PRODUCT;
          case FAQ -> CatalogSql.REMOVE_FAQ;
        };
    return run(sql, Tuple.of(id)).map(rows -> rows.rowCount() > 0);
  }

  private Future<RowSet<Row>> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).recover(Database::failure);
  }
}
