package rapport.eval;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One query of a run.
 *
 * @param judgements a fingerprint of what it was judged by
 * @param relevant how many rows are relevant; where there are none nothing can score
 * @param judged how many rows are judged
 * @param top the first rows that were found
 */
record Scored(
    String id,
    String text,
    String judgements,
    int relevant,
    int judged,
    Map<Measure, Double> scores,
    double millis,
    List<String> top) {
  private static final int TOP = 10;

  Scored {
    scores = new EnumMap<>(scores);
    top = List.copyOf(top);
  }

  static Scored of(JudgedQuery query, Search.Found found) {
    List<String> rows = found.rows();
    return new Scored(
        query.id(),
        query.text(),
        query.fingerprint(),
        query.relevant(),
        query.grades().size(),
        Measure.all(new Ranking(rows, query.grades())),
        found.millis(),
        rows.subList(0, Math.min(TOP, rows.size())));
  }

  boolean canScore() {
    return relevant > 0;
  }

  double score(Measure measure) {
    return Objects.requireNonNull(scores.get(measure));
  }

  /** Whether a difference between the two comes from the search alone. */
  boolean isSameQuestion(Scored other) {
    return text.equals(other.text) && judgements.equals(other.judgements);
  }
}
