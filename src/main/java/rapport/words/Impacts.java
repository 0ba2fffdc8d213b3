package rapport.words;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each word of a row counts, before it is known how rare the word is: BM25F, that is BM25 over
 * a word's occurrences in all fields, each divided by how long the field is and multiplied by what
 * the field counts (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
 * fields", 2004). Between 0 and 1; how long fields usually are is given, not counted, so that a
 * row's impacts depend on that row alone.
 */
public final class Impacts {
  /** The values that most engines ship with. */
  private static final double SATURATION = 1.2;

  private static final double LENGTH = 0.75;

  private final Map<String, Double> occurrences = new LinkedHashMap<>();

  /**
   * Adds a field.
   *
   * @param weight what one occurrence counts
   * @param usualLength of such fields, in words
   */
  public Impacts add(List<String> words, double weight, double usualLength) {
    double length = 1 - LENGTH + LENGTH * words.size() / usualLength;
    words.forEach(word -> occurrences.merge(word, weight / length, Double::sum));
    return this;
  }

  public Map<String, Double> byWord() {
    Map<String, Double> impacts = new HashMap<>();
    occurrences.forEach((word, count) -> impacts.put(word, count / (count + SATURATION)));
    return impacts;
  }
}
