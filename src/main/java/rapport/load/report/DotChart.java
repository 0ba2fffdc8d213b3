package rapport.load.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rapport.load.report.Compared.Contender;
import rapport.load.report.Compared.Measure;

/** The rounds of every contender as dots on one axis, their median as a stroke. */
final class DotChart {
  private static final double ROW = 30;
  private static final double WIDTH = 440;

  /** From here on small values would all lie at the left edge. */
  private static final double TOO_WIDE = 30;

  private final Compared compared;
  private final Measure measure;
  private final Frame frame;
  private final Scale x;

  private DotChart(Compared compared, Measure measure) {
    this.compared = compared;
    this.measure = measure;
    double height = ROW * compared.contenders().size() + 40;
    this.frame = new Frame(WIDTH, height, 122, 10, WIDTH - 92, height - 26);
    this.x = scale();
  }

  /** Whether equal steps on its axis are equal factors. */
  static boolean isLog(Compared compared, Measure measure) {
    return new DotChart(compared, measure).x instanceof Scale.Log;
  }

  static Markup draw(Compared compared, Measure measure) {
    return new DotChart(compared, measure).draw();
  }

  private Scale scale() {
    List<Spread> known =
        measure.values().values().stream().filter(spread -> !spread.isEmpty()).toList();
    double most = known.stream().mapToDouble(Spread::max).max().orElse(1);
    double least = known.stream().mapToDouble(Spread::min).filter(v -> v > 0).min().orElse(most);
    return most / least > TOO_WIDE
        ? Scale.log(least * 0.8, most * 1.2, frame.left(), frame.right())
        : Scale.linear(most, frame.left(), frame.right(), 3);
  }

  private Markup draw() {
    Markup svg = frame.open(measure.title() + " of every contender, round by round");
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      Frame.line(svg, at, frame.top(), at, frame.bottom(), tick == 0 ? "axis" : "grid");
      Frame.text(svg, at, frame.bottom() + 17, Figures.number(tick), "tick middle");
    }
    Optional<Contender> best = compared.best(measure).map(Compared.Best::contender);
    double y = frame.top() + ROW / 2;
    for (Contender contender : compared.contenders()) {
      row(svg, contender, y, best.filter(contender::equals).isPresent());
      y += ROW;
    }
    return svg.close();
  }

  private void row(Markup svg, Contender contender, double y, boolean best) {
    String colour = colour(contender);
    Spread spread = measure.spread(contender.name());
    String name = "name end " + (best ? "strong" : "");
    Frame.text(svg, frame.left() - 12, y + 4, shortened(contender.title()), name);
    if (spread.isEmpty()) {
      Frame.text(svg, frame.left() + 6, y + 4, Figures.NONE + " no figure", "tick");
      return;
    }
    Frame.line(svg, x.at(spread.min()), y, x.at(spread.max()), y, "reach " + colour);
    for (double round : spread.rounds()) {
      svg.empty("circle", "class", "round " + colour, "cx", x.at(round), "cy", y, "r", 4.0);
    }
    double median = x.at(spread.median());
    Frame.line(svg, median, y - 9, median, y + 9, "median " + colour);
    String figure = Figures.of(spread.median(), measure.unit());
    Frame.text(svg, frame.right() + 10, y + 4, figure, "value " + (best ? "strong" : ""));
    hint(svg, contender, spread, y);
  }

  private void hint(Markup svg, Contender contender, Spread spread, double y) {
    String tip =
        String.format(
            Locale.ROOT,
            "%s\nmedian %s\n%s to %s, %d rounds\n%s of %s",
            contender.title(),
            Figures.of(spread.median(), measure.unit()),
            Figures.of(spread.min(), measure.unit()),
            Figures.of(spread.max(), measure.unit()),
            spread.count(),
            Figures.ratio(spread.ratioTo(measure.spread(compared.base()))),
            compared.baseContender().title());
    svg.empty(
        "rect",
        "class",
        "hint",
        "data-tip",
        tip,
        "x",
        0.0,
        "y",
        y - ROW / 2,
        "width",
        frame.width(),
        "height",
        ROW);
  }

  private String colour(Contender contender) {
    if (contender.name().equals(compared.base())) {
      return "blue";
    }
    return compared.isFloor(contender) ? "grey" : "rust";
  }

  private static String shortened(String title) {
    return title.length() <= 19 ? title : title.substring(0, 18) + "…";
  }
}
