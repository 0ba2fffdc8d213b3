package rapport.search;

/**
 * The statements of retrieval: products and FAQs together, one round trip.
 *
 * <p>Parameters: $1 language, $2 question vector, $3 text search configuration, $4 the question's
 * words, $5 least price, $6 greatest price, $7 brand, $8 category and everything below it, $9 in
 * stock only, $10 products, $11 FAQs.
 */
final class SearchSql {
  private SearchSql() {}

  /** Rows that each leg hands to the fusion. */
  static final int CANDIDATES = 50;

  /**
   * Products that the telling words of a question may have in common: rank is looked at for those
   * alone, and a word that every second row has tells nothing.
   */
  private static final int TELLING = 1_000;

  private static final String WORDS =
      """
      words as materialized (
        select
          string_agg(quoted, ' | ')::tsquery as any_of,
          (string_agg(quoted, ' | ') filter (where place = 1 or so_far <= {telling}))::tsquery as telling,
          array_agg(word) as lexemes
        from (
          select
            w.word,
            '''' || replace(replace(w.word, '\\', '\\\\'), '''', '''''') || '''' as quoted,
            row_number() over rarest_first as place,
            sum(coalesce(l.products, 0)) over rarest_first as so_far
          from unnest(tsvector_to_array(to_tsvector($3::text::regconfig, $4))) as w (word)
          left join lexeme l on l.language = $1 and l.word = w.word
          window rarest_first as (order by coalesce(l.products, 0), w.word)) r
      )\
      """;

  private static final String FILTERS =
      """
      ($5::bigint is null or price >= $5)
          and ($6::bigint is null or price <= $6)
          and ($7::text is null or lower(brand) = lower($7))
          and ($8::text is null or lower(category) like lower($8) || '%')
          and (not $9::boolean or availability = 'in_stock')\
      """;

  private static final String HYBRID =
      """
      with {words},
      near as materialized (
        select id, row_number() over () as rank from (
          select id from product
          where language = $1 and {filters}
          order by embedding::halfvec({dimension}) <#> $2::halfvec({dimension})
          limit {candidates}) n
      ),
      -- The index scan ends early when few rows pass the filters: then those few are compared exactly.
      exact as materialized (
        select id, row_number() over () as rank from (
          select id from product
          where (select count(*) < {candidates} from near) and language = $1 and {filters}
          order by (embedding::halfvec({dimension}) <#> $2::halfvec({dimension})) + 0, id
          limit {candidates}) e
      ),
      lexical as materialized (
        select id, row_number() over () as rank from (
          select id from product, words
          where language = $1 and terms @@ words.telling and {filters}
          order by ts_rank('{0.1, 0.3, 0.6, 1.0}', terms, words.any_of, 1) desc, id
          limit {candidates}) l
      ),
      best as (
        select id, sum(1.0::float8 / (60 + rank)) as fused from (
          select id, rank from exact
          union all select id, rank from near where not exists (select 1 from exact)
          union all select id, rank from lexical) legs
        group by id order by fused desc, id limit $10::integer
      ),
      near_faq as materialized (
        select id, row_number() over (order by min(distance), id) as rank from (
          (select id, question_embedding::halfvec({dimension}) <#> $2::halfvec({dimension}) as distance
           from faq where language = $1
           order by question_embedding::halfvec({dimension}) <#> $2::halfvec({dimension})
           limit {candidates})
          union all
          (select id, answer_embedding::halfvec({dimension}) <#> $2::halfvec({dimension})
           from faq where language = $1
           order by answer_embedding::halfvec({dimension}) <#> $2::halfvec({dimension})
           limit {candidates})) d
        group by id
      ),
      lexical_faq as materialized (
        select id, row_number() over () as rank from (
          select id from faq, words
          where language = $1 and terms @@ words.any_of
          order by ts_rank('{0.1, 0.3, 0.6, 1.0}', terms, words.any_of, 1) desc, id
          limit {candidates}) l
      ),
      best_faq as (
        select id, sum(1.0::float8 / (60 + rank)) as fused from (
          select id, rank from near_faq union all select id, rank from lexical_faq) legs
        group by id order by fused desc, id limit $11::integer
      )
      select
        'product' as kind, b.fused, p.id, p.title, p.description, p.url, p.image, p.price, p.list_price,
        p.currency, p.availability, p.brand, p.category, p.rating, p.rating_count, p.attributes,
        -(p.embedding::halfvec({dimension}) <#> $2::halfvec({dimension})) as similarity,
        {coverage}
      from best b join product p on p.language = $1 and p.id = b.id
      union all
      select
        'faq', b.fused, f.id, f.question, f.answer, f.link, null, null, null,
        null, null, null, f.category, null, null, null,
        -least(
          f.question_embedding::halfvec({dimension}) <#> $2::halfvec({dimension}),
          f.answer_embedding::halfvec({dimension}) <#> $2::halfvec({dimension})),
        {coverage}
      from best_faq b join faq f on f.language = $1 and f.id = b.id
      order by kind desc, fused desc, id
      """;

  /** Without the encoder: full text alone. $2 is not looked at. */
  private static final String LEXICAL =
      """
      with {words},
      best as materialized (
        select p.id, ts_rank('{0.1, 0.3, 0.6, 1.0}', terms, words.any_of, 1) as fused
        from product p, words
        where $2::text is null and language = $1 and terms @@ words.telling and {filters}
        order by fused desc, p.id limit $10::integer
      ),
      best_faq as materialized (
        select f.id, ts_rank('{0.1, 0.3, 0.6, 1.0}', terms, words.any_of, 1) as fused
        from faq f, words
        where language = $1 and terms @@ words.any_of
        order by fused desc, f.id limit $11::integer
      )
      select
        'product' as kind, b.fused, p.id, p.title, p.description, p.url, p.image, p.price, p.list_price,
        p.currency, p.availability, p.brand, p.category, p.rating, p.rating_count, p.attributes,
        null::double precision as similarity,
        {coverage}
      from best b join product p on p.language = $1 and p.id = b.id
      union all
      select
        'faq', b.fused, f.id, f.question, f.answer, f.link, null, null, null,
        null, null, null, f.category, null, null, null, null,
        {coverage}
      from best_faq b join faq f on f.language = $1 and f.id = b.id
      order by kind desc, fused desc, id
      """;

  /** Which share of the question's words a row has. */
  private static final String COVERAGE =
      """
      (select count(*) from unnest((select lexemes from words)) l where l = any (tsvector_to_array(terms)))
          ::double precision / greatest(1, coalesce(cardinality((select lexemes from words)), 0)) as coverage\
      """;

  static String hybrid(int dimension) {
    return HYBRID
        .replace("{words}", WORDS)
        .replace("{telling}", Integer.toString(TELLING))
        .replace("{filters}", FILTERS)
        .replace("{coverage}", COVERAGE)
        .replace("{candidates}", "greatest(" + CANDIDATES + ", $10::integer + $11::integer)")
        .replace("{dimension}", Integer.toString(dimension));
  }

  static String lexical() {
    return LEXICAL
        .replace("{words}", WORDS)
        .replace("{telling}", Integer.toString(TELLING))
        .replace("{filters}", FILTERS)
        .replace("{coverage}", COVERAGE);
  }

  /**
   * The languages there are, with the encoder of their vectors and the currency of their prices.
   */
  static final String LANGUAGES =
      """
      select l.code, l.encoder, l.dimension,
        (select p.currency from product p where p.language = l.code and p.currency is not null limit 1)
          as currency
      from language l order by l.code
      """;

  /** $1 language, $2 limit. */
  static final String OPENERS =
      """
      select id, question, answer, link from faq where language = $1 order by id limit $2
      """;
}
