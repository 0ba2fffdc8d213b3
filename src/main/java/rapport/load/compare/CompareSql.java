package rapport.load.compare;

/** The statements of the comparison's own database. */
final class CompareSql {
  private CompareSql() {}

  static final String EXISTS = "select 1 from pg_database where datname = 'rapport_load'";

  static final String DROP = "drop database if exists rapport_load";

  static final String CREATE = "create database rapport_load";

  /** The process that serves this very connection. */
  static final String PROCESS = "select pg_backend_pid()";

  /** How many products it was made with, when it was made to the end. */
  static final String MADE =
      """
      select products from load_catalogue
      where to_regclass('bench_quarkus_product') is not null
        and to_regclass('bench_spring_product') is not null
      """;

  /** $1 how many products. */
  static final String SEAL = "insert into load_catalogue (products) values ($1)";

  static final String MARK = "create table load_catalogue (products integer not null)";

  /** $1 language. */
  static final String PRODUCTS =
      """
      select id, title, description, price, currency, brand, category, gtin, attributes::text,
        embedding::text
      from product where language = $1 order by id
      """;

  /** $1 how many: titles to ask about, each another, in no order. */
  static final String TITLES =
      """
      select title, coalesce(price, 5000) / 100 as price from product where language = 'en'
      order by md5(id) limit $1
      """;

  /** What others left unended would be ended by the next gateway before it opens. */
  static final String FORGET = "truncate conversation cascade";

  static final String ANALYZE = "vacuum (analyze) product, faq";
}
