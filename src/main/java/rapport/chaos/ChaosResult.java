package rapport.chaos;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param run its name
 * @param figures in the order they are told
 * @param complaints other things that must not be
 */
public record ChaosResult(
    String run,
    long seed,
    Map<String, String> figures,
    Verdict verdict,
    java.util.List<String> complaints) {
  private static final int MOST_SHOWN = 20;

  public ChaosResult {
    figures = new LinkedHashMap<>(figures);
    complaints = java.util.List.copyOf(complaints);
  }

  /** Whether every promise was kept. */
  public boolean sound() {
    return verdict.kept() && complaints.isEmpty();
  }

  /** A table for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder("%s, seed %d%n".formatted(run, seed));
    figures.forEach((what, value) -> line(text, what, value));
    line(text, "acknowledged questions", grouped(verdict.acknowledged()));
    line(text, "stored questions", grouped(verdict.stored()));
    line(
        text,
        "entries told, pieces heard",
        grouped(verdict.frames()) + ", " + grouped(verdict.pieces()));
    line(text, "ends", verdict.sortedFinishes().toString());
    verdict
        .counts()
        .forEach((kind, count) ->
            line(text, kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), grouped(count)));
    verdict.findings().stream()
        .limit(MOST_SHOWN)
        .forEach(found -> text.append("  ! ").append(found).append('\n'));
    complaints.forEach(complaint -> text.append("  ! ").append(complaint).append('\n'));
    return text.append(sound() ? "Every promise was kept.\n" : "NOT every promise was kept.\n")
        .toString();
  }

  private static void line(StringBuilder text, String what, String value) {
    text.append("  %-40s %s%n".formatted(what, value));
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
