package rapport.load.size;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapport.load.report.Figures;

/** A calculation that shows its steps. */
public final class Arithmetic {
  private final String title;
  private final List<Line> lines = new ArrayList<>();

  Arithmetic(String title) {
    this.title = title;
  }

  /** One step: what is calculated, from what, and what comes out. */
  record Line(String what, String how, String result) {}

  /**
   * Notes a step.
   *
   * @param how with a {@code %s} for each of {@code numbers}
   * @return {@code result}
   */
  double line(String what, String how, double result, String unit, double... numbers) {
    Object[] shown = Arrays.stream(numbers).mapToObj(Figures::number).toArray();
    String figure = Figures.number(result) + (unit.isEmpty() ? "" : " " + unit);
    lines.add(new Line(what, how.formatted(shown), figure));
    return result;
  }

  String title() {
    return title;
  }

  List<Line> lines() {
    return lines;
  }
}
