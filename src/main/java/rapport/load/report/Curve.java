package rapport.load.report;

import java.util.Locale;

/** A line through points, broken where one is missing. */
final class Curve {
  private final StringBuilder path = new StringBuilder();
  private final StringBuilder area = new StringBuilder();
  private final double base;
  private double firstX = Double.NaN;
  private double lastX;

  /**
   * @param base the height of the ground below the line
   */
  Curve(double base) {
    this.base = base;
  }

  void to(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      endPiece();
      return;
    }
    if (Double.isNaN(firstX)) {
      firstX = x;
      path.append('M');
      area.append(pair("M", x, base)).append('L');
    } else {
      path.append('L');
      area.append('L');
    }
    path.append(pair("", x, y));
    area.append(pair("", x, y));
    lastX = x;
  }

  private void endPiece() {
    if (!Double.isNaN(firstX)) {
      area.append(pair("L", lastX, base)).append('Z');
      firstX = Double.NaN;
    }
  }

  String line() {
    return path.toString();
  }

  /** What lies between line and ground. */
  String area() {
    endPiece();
    return area.toString();
  }

  private static String pair(String command, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", command, x, y);
  }
}
