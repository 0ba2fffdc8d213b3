package rapport.bench;

import org.HdrHistogram.Histogram;
import rapport.search.Retrieved;

/** Times of one catalogue, one filter, one setting of the index. */
final class GrowthTimes {
  static final String HEADER =
      "       rows  filter            matching   statement p50      p99   with encoding p50      p99   recall@10 by ef_search, the first is the one taken";

  private final GrowthCatalogue catalogue;
  private final GrowthFilter filter;
  private final Histogram statement = new Histogram(3);
  private final Histogram all = new Histogram(3);

  GrowthTimes(GrowthCatalogue catalogue, GrowthFilter filter) {
    this.catalogue = catalogue;
    this.filter = filter;
    // What a connection plans and reads for the first time.
    catalogue.warmUp(filter.filter());
  }

  void ask(String question) {
    long begun = System.nanoTime();
    Retrieved found = catalogue.retrieve(question, filter.filter());
    all.recordValue((System.nanoTime() - begun) / 1000);
    statement.recordValue((long) (found.searchMillis() * 1000));
  }

  String line() {
    return "%,11d  %-14s %,11d   %10.1f ms %5.1f ms   %14.1f ms %5.1f ms   %s"
        .formatted(
            catalogue.rows(),
            filter.name(),
            filter.rows(),
            statement.getValueAtPercentile(50) / 1e3,
            statement.getValueAtPercentile(99) / 1e3,
            all.getValueAtPercentile(50) / 1e3,
            all.getValueAtPercentile(99) / 1e3,
            catalogue.recalls(filter));
  }
}
