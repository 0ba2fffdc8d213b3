package rapport.search;

/**
 * How much the database looks at and returns.
 *
 * @param products rows to return
 * @param faqs rows to return
 * @param view how many rows the index of vectors keeps in view ({@code hnsw.ef_search})
 */
record Breadth(int products, int faqs, int view) {
  private static final int LEAST_VIEW = 200;
  private static final int WIDEST_VIEW = 400;

  /** Products that the least view does for. */
  private static final int SMALL = 50_000;

  static Breadth of(Search search) {
    return new Breadth(
        Selection.looksAt(search),
        search.query().faqs(),
        viewOf(search.shelf().lexicon().products().rows()));
  }

  /**
   * The more rows there are, the closer together they lie. Chosen by {@code ./rapport bench
   * Growth}.
   */
  static int viewOf(long rows) {
    double grown = Math.max(1, rows / (double) SMALL);
    return (int) Math.min(WIDEST_VIEW, LEAST_VIEW * Math.sqrt(grown));
  }

  /** Whether the candidates that usually do are too few. */
  boolean isMany() {
    return products + faqs > SearchSql.CANDIDATES || faqs > SearchSql.FAQ_CANDIDATES;
  }
}
