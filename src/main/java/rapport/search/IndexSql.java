package rapport.search;

/** The statements of what is held in memory: reading it, and the rows that were found in it. */
final class IndexSql {
  private IndexSql() {}

  /**
   * What is known to be read: every change of an older transaction than {@code mark}, and {@code
   * noted} changes of younger ones.
   */
  static final String MARK =
      """
      select pg_snapshot_xmin(pg_current_snapshot())::text as mark,
        (select count(*) from change where written >= pg_snapshot_xmin(pg_current_snapshot())) as noted
      """;

  private static final String PRODUCT_ENTRY =
      """
      select id, halfvec_send(embedding) as vector, sparsevec_send(lexical) as words,
        array(select t from unnest(terms) t where t like '%:%') as facets,
        price, lower(brand) as brand, lower(category) as category,
        availability = 'in_stock' as in_stock, rating,\
      """
          + SearchSql.MERIT
          + " as merit from product ";

  private static final String FAQ_ENTRY =
      """
      select id, halfvec_send(question_embedding) as question, halfvec_send(answer_embedding) as answer,
        sparsevec_send(lexical) as words
      from faq\s
      """;

  private static final String PAGE =
      """
      where language = $1 and id > $2 order by id limit $3\
      """;

  /** Those that were written by the transaction $2 or a younger one. */
  private static final String CHANGED =
      """
      where language = $1 and written >= $2::text::xid8 limit $3\
      """;

  static final String PRODUCTS = PRODUCT_ENTRY + PAGE;
  static final String CHANGED_PRODUCTS = PRODUCT_ENTRY + CHANGED;
  static final String FAQS = FAQ_ENTRY + PAGE;
  static final String CHANGED_FAQS = FAQ_ENTRY + CHANGED;

  /**
   * The rows that were found, as {@link SearchSql} answers them, and in a row of kind {@code
   * change} how many changes were noted since the mark.
   *
   * <p>$1 language, $2 to $6 id, score, similarity, words and merit of products, $7 to $10 id,
   * score, similarity and words of FAQs, $11 the mark.
   */
  static final String ROWS =
      """
      select
        'product' as kind, b.score, b.similarity, b.words, b.merit, p.id, p.title, p.description, p.url,
        p.image, p.price, p.list_price, p.currency, p.availability, p.brand, p.category, p.rating,
        p.rating_count, p.attributes::text
      from unnest($2::text[], $3::float8[], $4::float8[], $5::float8[], $6::float8[])
        as b (id, score, similarity, words, merit)
      join product p on p.language = $1 and p.id = b.id
      union all
      select
        'faq', b.score, b.similarity, b.words, 0, f.id, f.question, f.answer, f.link, null, null, null, null,
        null, null, f.category, null, null, null
      from unnest($7::text[], $8::float8[], $9::float8[], $10::float8[]) as b (id, score, similarity, words)
      join faq f on f.language = $1 and f.id = b.id
      union all
      select
        'change', count(*), null, null, null, '', null, null, null, null, null, null, null, null, null, null,
        null, null, null
      from change where written >= $11::text::xid8
      order by kind desc, score desc, id
      """;
}
