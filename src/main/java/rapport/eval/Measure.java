package rapport.eval;

import java.util.EnumMap;
import java.util.Map;

/** What is measured of each query, 0 to 1. */
public enum Measure {
  /** Good rows first, the best ones before all. */
  NDCG_10("ndcg@10", "nDCG@10"),
  /** The same, as if unjudged rows had not been found. */
  CONDENSED_NDCG_10("condensed_ndcg@10", "condensed nDCG@10"),
  /** How much of what was found somebody judged. */
  JUDGED_10("judged@10", "judged@10"),
  /** One over the place of the first relevant row. */
  MRR_10("mrr@10", "MRR@10"),
  /** The share of the relevant rows that is among the first 10. */
  RECALL_10("recall@10", "recall@10"),
  /** The share of the relevant rows that was found at all. */
  RECALL_100("recall@100", "recall@100");

  private final String key;
  private final String title;

  Measure(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** Its name in JSON. */
  public String key() {
    return key;
  }

  /** Its name for readers. */
  public String title() {
    return title;
  }

  static Map<Measure, Double> all(Ranking ranking) {
    Map<Measure, Double> scores = new EnumMap<>(Measure.class);
    for (Measure measure : values()) {
      scores.put(measure, measure.of(ranking));
    }
    return scores;
  }

  double of(Ranking ranking) {
    return switch (this) {
      case NDCG_10 -> ranking.ndcg(10);
      case CONDENSED_NDCG_10 -> ranking.condensed().ndcg(10);
      case JUDGED_10 -> ranking.judged(10);
      case MRR_10 -> ranking.reciprocalRank(10);
      case RECALL_10 -> ranking.recall(10);
      case RECALL_100 -> ranking.recall(100);
    };
  }
}
