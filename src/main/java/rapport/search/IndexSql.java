package rapport.search;

/** The statements of what is held in memory: reading it, and the rows that were found in it. */
final class IndexSql {
  private IndexSql() {}

  /**
   * Which transactions' changes are noted, in a number that each further one makes another. Their
   * count would not do: lines go when that of a younger one comes, so there may be as many as
   * before.
   */
  private static final String NOTED =
      "coalesce(sum(hashint8extended(written::text::bigint, 0)), 0)::text";

  /**
   * What is known to be read: every change of an older transaction than {@code mark}, and those of
   * younger ones that are {@code noted}.
   */
  static final String MARK =
      "select pg_snapshot_xmin(pg_current_snapshot())::text as mark, (select "
          + NOTED
          + " from change where written >= pg_snapshot_xmin(pg_current_snapshot())) as noted";

  /** $1 a mark: which changes are noted since. */
  static final String NOTED_SINCE =
      "select " + NOTED + " as noted from change where written >= $1::text::xid8";

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

  private static final String PRODUCT_ROW =
      """
      select
        'product' as kind, id, title, description, url, image, price, list_price, currency, availability, brand,
        category, rating, rating_count, attributes::text
      from product\s
      """;

  private static final String FAQ_ROW =
      """
      select
        'faq' as kind, id, question as title, answer as description, link as url, null, null, null, null, null, null,
        category, null, null, null
      from faq\s
      """;

  /** Whole rows, without scores, as those by which rows are found are read. */
  static final String PRODUCT_ROWS = PRODUCT_ROW + PAGE;

  static final String FAQ_ROWS = FAQ_ROW + PAGE;

  /**
   * Rows by their ids, without scores, and in the title of a row of kind {@code change} which
   * changes are noted since the mark.
   *
   * <p>$1 language, $2 ids of products, $3 ids of FAQs, $4 the mark.
   */
  static final String ROWS =
      PRODUCT_ROW
          + """
          where language = $1 and id = any($2::text[])
          union all
          """
          + FAQ_ROW
          + """
          where language = $1 and id = any($3::text[])
          union all
          select
            'change', '', \
          """
          + NOTED
          + """
          , null, null, null, null, null, null, null, null, null, null, null, null
          from change where written >= $4::text::xid8
          """;
}
