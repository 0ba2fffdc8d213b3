package rapport.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * Two runs side by side, over the queries that both have, with the same words and judgements.
 *
 * @param file what the earlier run was read from
 * @param pairs the common queries
 */
public record Comparison(
    String file, Run before, Run now, List<Pair> pairs, Map<Measure, Difference> differences) {
  public Comparison {
    pairs = List.copyOf(pairs);
    differences = new EnumMap<>(differences);
  }

  /** One query, then and now. */
  record Pair(Scored then, Scored now) {
    double change(Measure measure) {
      return now.score(measure) - then.score(measure);
    }
  }

  /**
   * How a measure changed.
   *
   * @param then the mean over the common queries
   * @param now the mean over the common queries
   * @param change the mean difference of the pairs
   * @param p how often chance alone makes a difference as large
   */
  record Difference(double then, double now, Estimate change, double p) {
    static Difference of(Measure measure, List<Pair> pairs) {
      double[] changes = pairs.stream().mapToDouble(pair -> pair.change(measure)).toArray();
      return new Difference(
          mean(measure, pairs.stream().map(Pair::then).toList()),
          mean(measure, pairs.stream().map(Pair::now).toList()),
          Resampling.bootstrap(changes),
          Resampling.randomisation(changes));
    }

    private static double mean(Measure measure, List<Scored> queries) {
      return queries.stream().collect(Collectors.averagingDouble(query -> query.score(measure)));
    }
  }

  /**
   * @param file what {@code before} was read from
   * @throws GatewayException when the two have nothing in common
   */
  public static Comparison of(String file, Run before, Run now) {
    if (!before.setup().kind().equals(now.setup().kind())) {
      throw new GatewayException(
          Fault.BAD_REQUEST,
          "%s: a run over rows of kind %s (expected: %s, as this run)"
              .formatted(file, before.setup().kind(), now.setup().kind()));
    }
    List<Pair> pairs = pairs(before, now);
    if (pairs.isEmpty()) {
      throw new GatewayException(
          Fault.BAD_REQUEST,
          file + ": no query in common with this run (expected: the same queries and judgements)");
    }
    Map<Measure, Difference> differences = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      differences.put(measure, Difference.of(measure, pairs));
    }
    return new Comparison(file, before, now, pairs, differences);
  }

  private static List<Pair> pairs(Run before, Run now) {
    Map<String, Scored> known = new HashMap<>();
    before.scored().forEach(query -> known.put(query.id(), query));
    List<Pair> pairs = new ArrayList<>();
    for (Scored query : now.scored()) {
      Scored then = known.get(query.id());
      if (then != null && then.isSameQuestion(query)) {
        pairs.add(new Pair(then, query));
      }
    }
    return pairs;
  }

  Difference of(Measure measure) {
    return Objects.requireNonNull(differences.get(measure));
  }

  /** Queries of either run that the other one does not have, or has in other words. */
  int notCompared() {
    return before.scored().size() + now.scored().size() - 2 * pairs.size();
  }

  /** The queries whose nDCG changed, most changed first. */
  List<Pair> mostChanged(int count) {
    return pairs.stream()
        .filter(pair -> pair.change(Measure.NDCG_10) != 0)
        .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.change(Measure.NDCG_10))))
        .limit(count)
        .toList();
  }
}
