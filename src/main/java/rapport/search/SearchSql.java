package rapport.search;

/**
 * The statements of retrieval: products and FAQs together, one round trip.
 *
 * <p>Two legs find candidates: those whose vector is nearest, and those with the rarest words of
 * the question. Each candidate of either leg gets both scores, exactly, and their weighted sum
 * decides.
 *
 * <p>Parameters: $1 language, $2 the question's vector, $3 and $4 its words for products, weighed
 * and telling, $5 and $6 the same for FAQs, $7 the similarity of what is unrelated, $8 and $9 what
 * similarity counts for products and FAQs (words count the rest), $10 products, $11 FAQs, $12 how
 * many rows the index of vectors keeps in view. With filters also: $13 least price, $14 greatest
 * price, $15 brands, $16 brands not wanted (both in lower case), $17 category and everything below
 * it, $18 in stock only, $19 one of these colours, $20 one of these sizes, $21 none of these words,
 * $22 least rating, $23 only these ids, $24 none of these ids.
 */
final class SearchSql {
  private SearchSql() {}

  /** Rows that each leg hands on, unless more are asked for. */
  static final int CANDIDATES = 60;

  static final int FAQ_CANDIDATES = 20;

  /** More rows of a kind are never asked for. */
  private static final int MOST = 100;

  private static final String FILTERS =
      """
      ($13::bigint is null or price >= $13)
          and ($14::bigint is null or price <= $14)
          and ($15::text[] is null or lower(brand) = any ($15))
          and ($16::text[] is null or brand is null or lower(brand) <> all ($16))
          and ($17::text is null or lower(category) like lower($17) || '%')
          and (not $18::boolean or availability = 'in_stock')
          and ($19::text[] is null or terms && $19)
          and ($20::text[] is null or terms && $20)
          and ($21::text[] is null or not terms && $21)
          and ($22::real is null or rating >= $22)
          and ($23::text[] is null or id = any ($23))
          and ($24::text[] is null or id <> all ($24))\
      """;

  /** What is in stock or well rated by many comes first among equals. */
  static final String MERIT =
      """
      (case when availability = 'in_stock' then 0.02 else 0 end
          + coalesce(0.01 * (rating - 3) * rating_count / (rating_count + 20), 0))::float8\
      """;

  /** True. Set for this statement alone, before its first scan. */
  private static final String VIEW =
      "(select set_config('hnsw.ef_search', $12::text, true)) is not null";

  private static final String NEAREST =
      "embedding::halfvec({dimension}) <#> $2::halfvec({dimension})";

  /**
   * The index scan ends early when few rows pass the filters: then those few are compared exactly.
   */
  private static final String EXACT =
      """
      exact as materialized (
        select id, -({nearest}) as similarity, -(lexical <#> $3::sparsevec) as words, {merit} as merit
        from product
        where (select count(*) < {candidates} from near) and language = $1 and {filters}
        order by ({nearest}) + 0, id
        limit {candidates}
      ),\
      """;

  private static final String HYBRID =
      """
      with near as materialized (
        select id, -({nearest}) as similarity, -(lexical <#> $3::sparsevec) as words, {merit} as merit
        from product
        where {view} and language = $1 and {filters}
        order by {nearest}
        limit {candidates}
      ),
      {exact}
      lexical as materialized (
        select id, -({nearest}) as similarity, -(lexical <#> $3::sparsevec) as words, {merit} as merit
        from (
          select * from (
            select id, embedding, lexical, availability, rating, rating_count from product
            where language = $1 and terms && $4::text[] and {filters}
            limit {most}) matching
          order by lexical <#> $3::sparsevec, id
          limit {candidates}) best
      ),
      scored as (
        select id, similarity, words, merit,
          $8::float8 * greatest(0, (similarity - $7::float8) / (1 - $7::float8))
            + (1 - $8::float8) * words + merit as score
        from (
          select id, max(similarity) as similarity, max(words) as words, max(merit) as merit
          from (select * from near {or_exact} union all select * from lexical) legs
          group by id) candidates
      ),
      best as (select * from scored order by score desc, id limit $10::integer),
      near_faq as materialized (
        (select id from faq where language = $1
         order by question_embedding::halfvec({dimension}) <#> $2::halfvec({dimension}) limit {faqs})
        union
        (select id from faq where language = $1
         order by answer_embedding::halfvec({dimension}) <#> $2::halfvec({dimension}) limit {faqs})
        union
        (select id from (
           select id, lexical from faq where language = $1 and terms && $6::text[] limit {most}) matching
         order by lexical <#> $5::sparsevec, id limit {faqs})
      ),
      best_faq as (
        select f.*,
          $9::float8 * greatest(0, (f.similarity - $7::float8) / (1 - $7::float8))
            + (1 - $9::float8) * f.words as score
        from (
          select n.id, f.question, f.answer, f.link, f.category, -(f.lexical <#> $5::sparsevec) as words,
            -least(
              f.question_embedding::halfvec({dimension}) <#> $2::halfvec({dimension}),
              f.answer_embedding::halfvec({dimension}) <#> $2::halfvec({dimension})) as similarity
          from near_faq n join faq f on f.language = $1 and f.id = n.id) f
        order by score desc, id limit $11::integer
      )
      select
        'product' as kind, b.score, b.similarity, b.words, b.merit, p.id, p.title, p.description, p.url,
        p.image, p.price, p.list_price, p.currency, p.availability, p.brand, p.category, p.rating,
        p.rating_count, p.attributes::text
      from best b join product p on p.language = $1 and p.id = b.id
      union all
      select
        'faq', score, similarity, words, 0, id, question, answer, link, null, null, null, null, null, null,
        category, null, null, null
      from best_faq
      order by kind desc, score desc, id
      """;

  /** Without the encoder: words alone. $2, $7, $8, $9 and $12 are not looked at. */
  private static final String LEXICAL =
      """
      with best as materialized (
        select * from (
          select id, -(lexical <#> $3::sparsevec) as words, {merit} as merit from (
            select id, lexical, availability, rating, rating_count from product
            where $2::text is null and $7::float8 is not null and $8::float8 is not null
              and $9::float8 is not null and $12::text is not null and language = $1 and terms && $4::text[] and {filters}
            limit {most}) matching) scored
        order by words + merit desc, id limit $10::integer
      ),
      best_faq as materialized (
        select * from (
          select id, question, answer, link, category, -(lexical <#> $5::sparsevec) as words
          from faq where language = $1 and terms && $6::text[] limit {most}) matching
        order by words desc, id limit $11::integer
      )
      select
        'product' as kind, b.words + b.merit as score, null::float8 as similarity, b.words, b.merit, p.id,
        p.title, p.description, p.url, p.image, p.price, p.list_price, p.currency, p.availability, p.brand,
        p.category, p.rating, p.rating_count, p.attributes::text
      from best b join product p on p.language = $1 and p.id = b.id
      union all
      select
        'faq', words, null, words, 0, id, question, answer, link, null, null, null, null, null, null,
        category, null, null, null
      from best_faq
      order by kind desc, score desc, id
      """;

  /**
   * Both legs. Limits are part of the text: a plan that must do for any would be made for
   * thousands.
   *
   * @param filtered false: no parameter past $12; such a statement is planned once
   * @param many whether more than the usual number of candidates are needed
   */
  static String hybrid(int dimension, boolean filtered, boolean many) {
    return (filtered ? HYBRID.replace("{exact}", EXACT) : HYBRID.replace("{exact}", ""))
        .replace("{or_exact}", filtered ? "union all select * from exact" : "")
        .replace("{filters}", filtered ? FILTERS : "true")
        .replace("{view}", VIEW)
        .replace("{nearest}", NEAREST)
        .replace("{merit}", MERIT)
        .replace("{candidates}", Integer.toString(candidates(many)))
        .replace("{faqs}", Integer.toString(faqCandidates(many)))
        .replace("{most}", Integer.toString(LexicalQuery.MOST_ROWS))
        .replace("{dimension}", Integer.toString(dimension));
  }

  /** Rows that each leg of products hands on. */
  static int candidates(boolean many) {
    return many ? 2 * MOST : CANDIDATES;
  }

  /** Rows that each leg of FAQs hands on. */
  static int faqCandidates(boolean many) {
    return many ? MOST : FAQ_CANDIDATES;
  }

  static String lexical(boolean filtered) {
    return LEXICAL
        .replace("{filters}", filtered ? FILTERS : "true")
        .replace("{merit}", MERIT)
        .replace("{most}", Integer.toString(LexicalQuery.MOST_ROWS));
  }

  /** Each language with the encoder of its vectors and the load that its rows are of. */
  static final String LANGUAGES =
      "select code, encoder, dimension, revision from language order by code";

  /** $1 language: how many rows there are, and the currency of prices. */
  static final String SUMMARY =
      """
      select
        (select count(*) from product where language = $1) as products,
        (select count(*) from faq where language = $1) as faqs,
        (select currency from product where language = $1 and currency is not null limit 1) as currency
      """;

  /** $1 language, $2 kind, $3 the last word read, $4 how many to read. */
  static final String WORDS =
      """
      select word, rows from word
      where language = $1 and kind = $2 and word > $3 order by word limit $4
      """;

  /** $1 language, $2 {@code brand} or {@code category}. */
  static final String NAMES = "select word from word where language = $1 and kind = $2";

  /** $1 language, $2 limit. */
  static final String OPENERS =
      """
      select id, question, answer, link from faq where language = $1 order by id limit $2
      """;
}
