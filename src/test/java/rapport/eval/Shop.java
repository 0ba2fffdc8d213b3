package rapport.eval;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small judged set, and searches over it that find what a test says. */
final class Shop {
  static final Setup SETUP = new Setup("product", "en", "in process", "queries.tsv", "qrels.trec");

  static final JudgedSet SET =
      new JudgedSet(
          List.of(
              query("q1", "desk lamp", "a:3 b:2 c:1 d:0"),
              query("q2", "tent for two", "t:2 u:1"),
              query("q3", "unicorn", "a:0 t:0"),
              query(
                  "q4",
                  "usb\tcable that is long enough to reach from the sofa to the wall",
                  "e:1")),
          List.of("1 of 5 queries have no judgements and were not asked."));

  static final Map<String, String> GOOD =
      Map.of(
          "desk lamp",
          "a b c d",
          "tent for two",
          "x t u",
          "unicorn",
          "a t",
          SET.queries().getLast().text(),
          "e");

  static final Map<String, String> BAD =
      Map.of(
          "desk lamp", "c a x b", "tent for two", "x t u", SET.queries().getLast().text(), "x y");

  private Shop() {}

  static JudgedQuery query(String id, String text, String grades) {
    return new JudgedQuery(id, text, RankingTest.grades(grades));
  }

  /** A run of long ago, each search of which took 2 ms, but those that found nothing 9. */
  static Run run(Map<String, String> found) {
    Run run = Run.of(SETUP, SET, text -> found(found.getOrDefault(text, "")));
    return new Run(run.setup(), Instant.parse("2025-01-02T03:04:05Z"), run.queries(), run.notes());
  }

  private static Search.Found found(String rows) {
    return new Search.Found(RankingTest.words(rows), rows.isEmpty() ? 9 : 2, null);
  }
}
