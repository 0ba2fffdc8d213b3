package rapport.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A query and what somebody thought of rows for it.
 *
 * @param grades by row; 1 and more is relevant
 */
public record JudgedQuery(String id, String text, Map<String, Integer> grades) {
  public JudgedQuery {
    grades = Map.copyOf(grades);
  }

  int relevant() {
    return (int) grades.values().stream().filter(grade -> grade > 0).count();
  }

  /** Tells whether two runs were judged alike. */
  String fingerprint() {
    CRC32 sum = new CRC32();
    new TreeMap<>(grades)
        .forEach((row, grade) -> sum.update((row + ' ' + grade + '\n').getBytes(UTF_8)));
    return "%08x".formatted(sum.getValue());
  }
}
