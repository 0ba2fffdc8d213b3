package rapport.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import rapport.load.report.Timeline.Moment;
import rapport.load.report.Timeline.Signal;

/** A few signals over the seconds of a run. */
final class TimelineChart {
  private static final int X_TICKS = 6;
  private static final int Y_TICKS = 3;

  private final String title;
  private final DoubleFunction<String> label;
  private final List<Line> lines = new ArrayList<>();
  private boolean log;
  private double mark = Double.NaN;
  private String markName = "";

  /** One signal, how it is called at its end and coloured; filled: with the ground below it. */
  private record Line(Signal signal, String name, String colour, boolean filled) {}

  /**
   * @param label what is written beside a value
   */
  TimelineChart(String title, DoubleFunction<String> label) {
    this.title = title;
    this.label = label;
  }

  TimelineChart line(Signal signal, String name, String colour) {
    lines.add(new Line(signal, name, colour, false));
    return this;
  }

  TimelineChart filled(Signal signal, String name, String colour) {
    lines.add(new Line(signal, name, colour, true));
    return this;
  }

  /** On an axis of equal factors. */
  TimelineChart log() {
    log = true;
    return this;
  }

  /** A limit to be seen beside the signals. */
  TimelineChart limit(double at, String name) {
    mark = at;
    markName = name;
    return this;
  }

  String title() {
    return title;
  }

  boolean isEmpty(Timeline timeline) {
    return lines.stream().noneMatch(line -> timeline.knows(line.signal));
  }

  Markup draw(Timeline timeline) {
    Frame frame = Frame.of(460, 176, 52, 86);
    Scale x =
        Scale.exact(timeline.moments().getLast().second(), frame.left(), frame.right(), X_TICKS);
    Scale y = upright(timeline, frame);
    Markup svg = frame.open(title + ", second by second");
    frame.across(svg, y, label);
    frame.below(svg, x, second -> Figures.number(second) + (second == 0 ? " s" : ""));
    limit(svg, frame, y);
    Labels names = new Labels(Frame.LINE);
    for (Line line : lines) {
      draw(svg, line, timeline, x, y, names);
    }
    frame.ends(svg, names.placed(frame.top(), frame.bottom()));
    hints(svg, frame, timeline, x);
    return svg.close();
  }

  private Scale upright(Timeline timeline, Frame frame) {
    double most = Double.isNaN(mark) ? 0 : mark;
    double least = Double.MAX_VALUE;
    for (Line line : lines) {
      for (Moment moment : timeline.moments()) {
        double value = moment.value(line.signal);
        most = Double.isFinite(value) ? Math.max(most, value) : most;
        least = value > 0 ? Math.min(least, value) : least;
      }
    }
    return log && least < Double.MAX_VALUE
        ? Scale.log(
            Math.pow(10, Math.floor(Math.log10(least))),
            Math.pow(10, Math.ceil(Math.log10(most))),
            frame.bottom(),
            frame.top())
        : Scale.linear(most, frame.bottom(), frame.top(), Y_TICKS);
  }

  private void limit(Markup svg, Frame frame, Scale y) {
    if (!Double.isNaN(mark)) {
      Frame.line(svg, frame.left(), y.at(mark), frame.right(), y.at(mark), "limit");
      Frame.text(svg, frame.left() + 4, y.at(mark) - 5, markName, "tick");
    }
  }

  private static void draw(
      Markup svg, Line line, Timeline timeline, Scale x, Scale y, Labels names) {
    Curve curve = new Curve(y.at(0));
    double end = Double.NaN;
    for (Moment moment : timeline.moments()) {
      double value = moment.value(line.signal);
      double height = Double.isFinite(value) ? y.at(value) : Double.NaN;
      curve.to(x.at(moment.second()), height);
      end = Double.isFinite(height) ? height : end;
    }
    if (line.filled) {
      svg.empty("path", "class", "area " + line.colour, "d", curve.area());
    }
    svg.empty("path", "class", "line " + line.colour, "d", curve.line());
    names.add(line.name, line.colour, end);
  }

  /** A strip for each moment that tells its values to whoever points at it. */
  private void hints(Markup svg, Frame frame, Timeline timeline, Scale x) {
    double before = frame.left();
    for (Moment moment : timeline.moments()) {
      double until = x.at(moment.second());
      List<String> said = new ArrayList<>();
      said.add("second " + Figures.number(moment.second()));
      for (Line line : lines) {
        said.add(line.name + "  " + label.apply(moment.value(line.signal)));
      }
      svg.empty(
          "rect",
          "class",
          "hint",
          "data-tip",
          String.join("\n", said),
          "x",
          before,
          "y",
          frame.top(),
          "width",
          Math.max(0.1, until - before),
          "height",
          frame.bottom() - frame.top());
      before = until;
    }
  }
}
