package rapport.load.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Labels at the ends of lines, moved apart where they would cover each other. */
final class Labels {
  private final double apart;
  private final List<Label> labels = new ArrayList<>();

  /**
   * @param apart the least distance of two
   */
  Labels(double apart) {
    this.apart = apart;
  }

  record Label(String text, String colour, double y) {}

  void add(String text, String colour, double y) {
    if (Double.isFinite(y)) {
      labels.add(new Label(text, colour, y));
    }
  }

  /** In their order from the top, within {@code top} and {@code bottom} as far as they fit. */
  List<Label> placed(double top, double bottom) {
    List<Label> sorted = labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList();
    double[] y = new double[sorted.size()];
    double least = top;
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(sorted.get(i).y, least);
      least = y[i] + apart;
    }
    double most = bottom;
    for (int i = y.length - 1; i >= 0; i--) {
      y[i] = Math.min(y[i], most);
      most = y[i] - apart;
    }
    List<Label> placed = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      placed.add(new Label(sorted.get(i).text, sorted.get(i).colour, y[i]));
    }
    return placed;
  }
}
