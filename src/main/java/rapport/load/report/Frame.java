package rapport.load.report;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The space of a chart and what all charts have: the drawing's edges, lines across, axis labels.
 * Units are those of the SVG's view box.
 */
record Frame(double width, double height, double left, double top, double right, double bottom) {
  static final double LINE = 13;

  /**
   * @param marginLeft room for the labels of the upright axis
   * @param marginRight room for what is written at the ends of lines
   */
  static Frame of(double width, double height, double marginLeft, double marginRight) {
    return new Frame(width, height, marginLeft, 12, width - marginRight, height - 24);
  }

  Markup open(String title) {
    Markup svg = new Markup();
    svg.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted((int) width, (int) height),
        "role",
        "img",
        "aria-label",
        title);
    return svg;
  }

  /** Lines across with their values to the left. */
  void across(Markup svg, Scale y, DoubleFunction<String> label) {
    for (double tick : y.ticks()) {
      line(svg, left, y.at(tick), right, y.at(tick), tick == 0 ? "axis" : "grid");
      text(svg, left - 7, y.at(tick) + 4, label.apply(tick), "tick end");
    }
  }

  /** Values below. */
  void below(Markup svg, Scale x, DoubleFunction<String> label) {
    for (double tick : x.ticks()) {
      text(svg, x.at(tick), bottom + 17, label.apply(tick), "tick middle");
    }
  }

  /** What lines are called, at their ends. */
  void ends(Markup svg, List<Labels.Label> labels) {
    for (Labels.Label label : labels) {
      text(svg, right + 7, label.y() + 4, label.text(), "name " + label.colour());
    }
  }

  static void line(Markup svg, double x1, double y1, double x2, double y2, String style) {
    svg.empty("line", "class", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
  }

  static void text(Markup svg, double x, double y, String text, String style) {
    svg.element("text", text, "class", style, "x", x, "y", y);
  }
}
