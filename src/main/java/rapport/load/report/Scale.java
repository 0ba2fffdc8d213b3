package rapport.load.report;

import java.util.ArrayList;
import java.util.List;

/** Where a value lies on an axis of a chart. */
sealed interface Scale {
  double at(double value);

  /** Values worth a line, ascending. */
  List<Double> ticks();

  /** From nothing to at least {@code most}. */
  static Scale linear(double most, double from, double to, int ticks) {
    double step = step(most > 0 ? most / ticks : 1);
    return new Linear(Math.ceil(Math.max(most, step) / step - 1e-9) * step, step, from, to);
  }

  /** From nothing to exactly {@code most}. */
  static Scale exact(double most, double from, double to, int ticks) {
    return new Linear(most > 0 ? most : 1, step(most > 0 ? most / ticks : 1), from, to);
  }

  /** Equal steps are equal factors. */
  static Scale log(double least, double most, double from, double to) {
    double low = least > 0 ? least : 0.01;
    double high = Math.max(most, low * 2);
    return new Log(low, high, from, to);
  }

  /** 1, 2, or 5 times a power of ten, at least {@code rough}. */
  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double times : new double[] {1, 2, 5}) {
      if (times * power >= rough * (1 - 1e-9)) {
        return times * power;
      }
    }
    return 10 * power;
  }

  /** Equal steps are equal differences, from zero. */
  record Linear(double most, double step, double from, double to) implements Scale {
    @Override
    public double at(double value) {
      return from + value / most * (to - from);
    }

    @Override
    public List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (int i = 0; i * step <= most * (1 + 1e-9); i++) {
        ticks.add(i * step);
      }
      return ticks;
    }
  }

  /** Values at or below zero lie at the lower end. */
  record Log(double least, double most, double from, double to) implements Scale {
    @Override
    public double at(double value) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      double share = Math.log(Math.max(value, least) / least) / Math.log(most / least);
      return from + share * (to - from);
    }

    @Override
    public List<Double> ticks() {
      boolean few = most / least < 50;
      List<Double> ticks = new ArrayList<>();
      for (double power = Math.pow(10, Math.floor(Math.log10(least))); power <= most; power *= 10) {
        for (double times : few ? new double[] {1, 2, 5} : new double[] {1}) {
          double tick = times * power;
          if (tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9)) {
            ticks.add(tick);
          }
        }
      }
      return ticks;
    }
  }
}
