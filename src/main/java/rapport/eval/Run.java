package rapport.eval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One measurement of a judged set.
 *
 * @param queries every query that was asked, in the order of their file
 * @param notes what whoever reads the numbers should know
 */
public record Run(Setup setup, Instant at, List<Scored> queries, List<String> notes) {
  private static final int WARM_UPS = 10;

  /** Enough for a warm-up, and surely within what may be asked. */
  private static final int WARM_UP_TEXT = 400;

  public Run {
    queries = List.copyOf(queries);
    notes = List.copyOf(notes);
  }

  /** Asks every query of {@code set}, one after another. */
  public static Run of(Setup setup, JudgedSet set, Search search) {
    warmUp(set.queries(), search);
    List<Scored> scored = new ArrayList<>();
    List<String> degraded = new ArrayList<>();
    for (JudgedQuery query : set.queries()) {
      Search.Found found = search.find(query.text());
      scored.add(Scored.of(query, found));
      if (found.degraded() != null) {
        degraded.add(found.degraded());
      }
    }
    List<String> notes =
        Stream.of(set.notes(), unscored(scored), degraded(degraded, scored.size()))
            .flatMap(List::stream)
            .toList();
    return new Run(setup, Instant.now().truncatedTo(ChronoUnit.SECONDS), scored, notes);
  }

  /**
   * From all over the set, since each language may have an encoder to start. Two queries in one,
   * since vectors of what was asked before are kept, and the queries themselves must be new.
   */
  private static void warmUp(List<JudgedQuery> queries, Search search) {
    int step = Math.max(1, queries.size() / WARM_UPS);
    for (int i = 0; i < queries.size(); i += step) {
      String two = queries.get(i).text() + " " + queries.get((i + 1) % queries.size()).text();
      search.find(two.substring(0, two.offsetByCodePoints(0, shortened(two))));
    }
  }

  private static int shortened(String text) {
    return Math.min(WARM_UP_TEXT, text.codePointCount(0, text.length()));
  }

  private static List<String> unscored(List<Scored> queries) {
    long without = queries.stream().filter(query -> !query.canScore()).count();
    return without == 0
        ? List.of()
        : List.of(
            "%d of %d queries have nothing relevant and are left out."
                .formatted(without, queries.size()));
  }

  private static List<String> degraded(List<String> reasons, int queries) {
    return reasons.isEmpty()
        ? List.of()
        : List.of(
            "%d of %d searches left something out: %s."
                .formatted(
                    reasons.size(),
                    queries,
                    String.join("; ", reasons.stream().distinct().toList())));
  }

  /** The queries that means are taken of. */
  List<Scored> scored() {
    return queries.stream().filter(Scored::canScore).toList();
  }

  public Estimate estimate(Measure measure) {
    return Resampling.bootstrap(values(scored(), measure));
  }

  /** The mean over all queries; those with nothing relevant count as 0 where they cannot score. */
  double meanOfAll(Measure measure) {
    return Resampling.mean(values(queries, measure));
  }

  Times times() {
    return Times.of(queries);
  }

  /** The queries that went worst, the very worst first. */
  List<Scored> worst(int count) {
    return scored().stream()
        .sorted(Comparator.comparingDouble(query -> query.score(Measure.NDCG_10)))
        .limit(count)
        .toList();
  }

  private static double[] values(List<Scored> queries, Measure measure) {
    return queries.stream().mapToDouble(query -> query.score(measure)).toArray();
  }
}
