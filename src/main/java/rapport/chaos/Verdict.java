package rapport.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checker says.
 *
 * @param acknowledged questions, counted once
 * @param stored questions in the record
 * @param frames entries that were told
 * @param pieces of answers that were heard
 * @param finishes how often each kind of end is stored; errors are {@code error}
 */
public record Verdict(
    long acknowledged,
    long stored,
    long frames,
    long pieces,
    Map<String, Long> finishes,
    List<Finding> findings) {
  public Verdict {
    finishes = Map.copyOf(finishes);
    findings = List.copyOf(findings);
  }

  public boolean kept() {
    return findings.isEmpty();
  }

  /** How many of each kind were found. */
  Map<Finding.Kind, Long> counts() {
    Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);
    for (Finding.Kind kind : Finding.Kind.values()) {
      counts.put(kind, findings.stream().filter(found -> found.kind() == kind).count());
    }
    return counts;
  }

  Map<String, Long> sortedFinishes() {
    return new TreeMap<>(finishes);
  }
}
