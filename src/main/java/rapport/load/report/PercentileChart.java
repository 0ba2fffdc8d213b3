package rapport.load.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rapport.load.report.Histogram.Point;

/**
 * Times by the share of samples that they cover, both axes in equal factors: each step to the right
 * leaves a tenth as many samples outside. Here the tail is as wide as the rest.
 */
final class PercentileChart {
  /** What a shopper feels and what the gateway adds; the others are context. */
  private static final Map<Latency, String> COLOURS =
      Map.of(
          Latency.CARDS, "teal",
          Latency.FIRST_TOKEN, "blue",
          Latency.ADDED, "rust",
          Latency.GAP, "plum");

  private static final double[] SHARES = {0, 50, 90, 99, 99.9, 99.99, 99.999};
  private static final Set<Latency> LEFT_OUT =
      Set.of(Latency.LAG, Latency.REFUSAL, Latency.EVICTION);

  private final Map<Latency, Histogram> latency;
  private final Frame frame;
  private final double mostNines;

  private PercentileChart(Map<Latency, Histogram> latency, Frame frame) {
    this.latency = latency;
    this.frame = frame;
    this.mostNines =
        latency.values().stream()
            .mapToDouble(times -> Math.log10(Math.max(10.0, (double) times.count())))
            .map(nines -> Math.clamp(nines, 2, 5))
            .max()
            .orElse(2);
  }

  static Markup wide(Map<Latency, Histogram> latency) {
    return new PercentileChart(latency, Frame.of(920, 380, 58, 100)).draw();
  }

  static Markup narrow(Map<Latency, Histogram> latency) {
    return new PercentileChart(latency, Frame.of(400, 330, 52, 78)).draw();
  }

  private Markup draw() {
    Markup svg = frame.open("Latency by percentile");
    Scale y = upright();
    frame.across(svg, y, Figures::millis);
    for (double share : SHARES) {
      double x = x(share);
      if (x <= frame.right() + 0.5) {
        Frame.line(svg, x, frame.top(), x, frame.bottom(), share == 0 ? "axis" : "grid");
        String label = share == 0 ? "" : Figures.exact(share) + " %";
        Frame.text(svg, x, frame.bottom() + 17, label, "tick middle");
      }
    }
    Labels names = new Labels(Frame.LINE + 1);
    drawn().forEach(which -> curve(svg, which, y, names));
    frame.ends(svg, names.placed(frame.top(), frame.bottom()));
    return svg.close();
  }

  /** Context first, so that what matters lies above it. */
  private List<Latency> drawn() {
    return latency.keySet().stream()
        .filter(which -> !LEFT_OUT.contains(which))
        .sorted(Comparator.comparing(COLOURS::containsKey))
        .toList();
  }

  private double x(double percentile) {
    double nines = percentile >= 100 ? mostNines : Math.log10(100 / (100 - percentile));
    return frame.left() + Math.min(nines, mostNines) / mostNines * (frame.right() - frame.left());
  }

  private Scale upright() {
    double most = 1;
    double least = 1000;
    for (Latency which : drawn()) {
      Histogram times = times(which);
      most = Math.max(most, times.max());
      for (Point point : times.points()) {
        least = point.millis() > 0 ? Math.min(least, point.millis()) : least;
      }
    }
    double low = Math.max(0.01, Math.pow(10, Math.floor(Math.log10(least))));
    return Scale.log(low, Math.pow(10, Math.ceil(Math.log10(most))), frame.bottom(), frame.top());
  }

  private void curve(Markup svg, Latency which, Scale y, Labels names) {
    String colour = COLOURS.getOrDefault(which, "grey");
    Histogram times = times(which);
    Curve curve = new Curve(frame.bottom());
    double last = x(100 - 100.0 / Math.max(2, (double) times.count()));
    double end = 0;
    for (Point point : times.points()) {
      end = y.at(point.millis());
      curve.to(Math.min(last, x(point.percentile())), end);
    }
    svg.empty("path", "class", "line " + colour, "d", curve.line());
    Frame.line(svg, last, end, frame.right(), end, "leader " + colour); // no samples past here
    for (double share : SHARES) {
      double x = x(share);
      double millis = share >= 50 && share < 99.99 ? times.at(share) : Double.NaN;
      if (Double.isFinite(millis) && x <= frame.right() + 0.5) {
        svg.empty("circle", "class", "dot " + colour, "cx", x, "cy", y.at(millis), "r", 3.0);
        String tip =
            "%s\n%s of %s  %s"
                .formatted(
                    which.title(),
                    Figures.exact(share) + " %",
                    Figures.number(times.count()),
                    Figures.millis(millis));
        svg.empty(
            "circle", "class", "hint", "data-tip", tip, "cx", x, "cy", y.at(millis), "r", 10.0);
      }
    }
    names.add(which.title(), colour, end);
  }

  private Histogram times(Latency which) {
    Histogram times = latency.get(which);
    if (times == null) {
      throw new IllegalStateException("no times of " + which);
    }
    return times;
  }
}
