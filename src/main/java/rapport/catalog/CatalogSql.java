package rapport.catalog;

/** The catalogue's statements. */
final class CatalogSql {
  private CatalogSql() {}

  /** $1 language, $2 encoder, $3 dimension. */
  static final String PREPARE = "select encoder, dimension from prepare_language($1, $2, $3)";

  static final String FORGET = "select forget_language($1)";

  static final String SETTLE = "select settle_language($1)";

  static final String LANGUAGES = "select code, encoder, dimension from language order by code";

  /** $1 language, $2 id. */
  static final String PRODUCT =
      """
      select id, title, description, url, image, price, list_price, currency, availability, brand,
        category, gtin, rating, rating_count, attributes
      from product where language = $1 and id = $2
      """;

  static final String PRODUCT_FINGERPRINTS =
      "select id, row_hash, text_hash from product where language = $1 and id = any ($2)";

  static final String FAQ_FINGERPRINTS =
      "select id, row_hash, text_hash from faq where language = $1 and id = any ($2)";

  static final String RETAIN_PRODUCTS =
      "delete from product where language = $1 and not (id = any ($2))";

  static final String RETAIN_FAQS = "delete from faq where language = $1 and not (id = any ($2))";

  static final String REMOVE_PRODUCT = "delete from product where id = $1";

  static final String REMOVE_FAQ = "delete from faq where id = $1";

  /** $1: an array of objects, one a row. A row without a vector keeps the one that is stored. */
  static final String PUT_PRODUCTS =
      """
      insert into product as p (
        language, id, title, description, url, image, price, list_price, currency, availability, brand,
        category, gtin, rating, rating_count, attributes, terms, lexical, embedding, row_hash, text_hash)
      select
        n.language, n.id, n.title, n.description, n.url, n.image, n.price, n.list_price, n.currency,
        n.availability, n.brand, n.category, n.gtin, n.rating, n.rating_count, n.attributes,
        n.terms, n.lexical::sparsevec,
        coalesce(
          n.embedding::halfvec,
          (select s.embedding from product s where s.language = n.language and s.id = n.id)),
        n.row_hash, n.text_hash
      from jsonb_to_recordset($1) as n (
        language text, id text, title text, description text, url text, image text, price bigint,
        list_price bigint, currency text, availability text, brand text, category text, gtin text,
        rating real, rating_count integer, attributes jsonb, terms text[], lexical text,
        embedding text, row_hash text,
        text_hash text)
      on conflict (language, id) do update set
        title = excluded.title, description = excluded.description, url = excluded.url,
        image = excluded.image, price = excluded.price, list_price = excluded.list_price,
        currency = excluded.currency, availability = excluded.availability, brand = excluded.brand,
        category = excluded.category, gtin = excluded.gtin, rating = excluded.rating,
        rating_count = excluded.rating_count, attributes = excluded.attributes,
        terms = excluded.terms, lexical = excluded.lexical, embedding = excluded.embedding, row_hash = excluded.row_hash,
        text_hash = excluded.text_hash
      """;

  /** $1: an array of objects, one a row. */
  static final String PUT_FAQS =
      """
      insert into faq as f (
        language, id, question, answer, category, link, terms, lexical, question_embedding, answer_embedding,
        row_hash, text_hash)
      select
        n.language, n.id, n.question, n.answer, n.category, n.link,
        n.terms, n.lexical::sparsevec,
        coalesce(
          n.question_embedding::halfvec,
          (select s.question_embedding from faq s where s.language = n.language and s.id = n.id)),
        coalesce(
          n.answer_embedding::halfvec,
          (select s.answer_embedding from faq s where s.language = n.language and s.id = n.id)),
        n.row_hash, n.text_hash
      from jsonb_to_recordset($1) as n (
        language text, id text, question text, answer text, category text, link text, terms text[], lexical text,
        question_embedding text, answer_embedding text,
        row_hash text, text_hash text)
      on conflict (language, id) do update set
        question = excluded.question, answer = excluded.answer, category = excluded.category,
        link = excluded.link, terms = excluded.terms, lexical = excluded.lexical,
        question_embedding = excluded.question_embedding,
        answer_embedding = excluded.answer_embedding, row_hash = excluded.row_hash,
        text_hash = excluded.text_hash
      """;
}
