package rapport.eval;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads judgements as TREC writes them: {@code query 0 row grade}, separated by white space. */
final class Judgements {
  private static final String EXPECTED = "expected: query, 0, row id and grade";
  private static final int COLUMNS = 4;

  private final Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();

  private Judgements() {}

  /**
   * The grades of rows, by query.
   *
   * @throws rapport.fault.GatewayException naming the first line that is not a judgement
   */
  static Map<String, Map<String, Integer>> read(Path file) {
    Judgements judgements = new Judgements();
    SourceLine.of(file).forEach(judgements::add);
    return judgements.grades;
  }

  private void add(SourceLine line) {
    String[] columns = line.text().strip().split("\\s+");
    if (columns.length != COLUMNS) {
      throw line.refused("%d columns (%s)".formatted(columns.length, EXPECTED));
    }
    int grade = grade(line, columns[3]);
    Map<String, Integer> rows = grades.computeIfAbsent(columns[0], query -> new LinkedHashMap<>());
    Integer before = rows.putIfAbsent(columns[2], grade);
    if (before != null && before != grade) {
      throw line.refused(
          "row %s of query %s has grade %d already (expected: one grade)"
              .formatted(columns[2], columns[0], before));
    }
  }

  private static int grade(SourceLine line, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw line.refused("grade %s is not a whole number (%s)".formatted(text, EXPECTED));
    }
  }
}
