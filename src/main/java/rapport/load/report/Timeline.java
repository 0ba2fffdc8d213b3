package rapport.load.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * What happened, second by second.
 *
 * @param moments ascending
 */
record Timeline(List<Moment> moments) {
  /** Signals of a second. */
  enum Signal {
    DUE("due", false),
    ANSWERED("answered", false),
    TOKENS("tokens", false),
    OPEN("open", true),
    STREAMS("streams", true),
    GAP_P99("gap_p99", true),
    FIRST_TOKEN_P99("first_token_p99", true),
    SERVER_CPU("server_cpu", false),
    LAB_CPU("lab_cpu", false),
    MODEL_CPU("model_cpu", false),
    SERVER_MB("server_mb", true);

    private final String key;
    private final boolean worst;

    /**
     * @param worst of several seconds the highest counts, not their mean
     */
    Signal(String key, boolean worst) {
      this.key = key;
      this.worst = worst;
    }
  }

  /**
   * One second, or the mean of several.
   *
   * @param second at its end
   * @param values by {@link Signal}, not a number where unknown
   */
  record Moment(double second, Map<Signal, Double> values) {
    double value(Signal signal) {
      return values.getOrDefault(signal, Double.NaN);
    }
  }

  static Timeline of(List<Fields> seconds) {
    List<Moment> moments = new ArrayList<>();
    for (Fields second : seconds) {
      Map<Signal, Double> values = new EnumMap<>(Signal.class);
      for (Signal signal : Signal.values()) {
        values.put(signal, second.numberIfAny(signal.key));
      }
      moments.add(new Moment(second.number("t"), values));
    }
    moments.sort(Comparator.comparingDouble(Moment::second));
    return new Timeline(moments);
  }

  boolean isEmpty() {
    return moments.isEmpty();
  }

  boolean knows(Signal signal) {
    return moments.stream().anyMatch(moment -> Double.isFinite(moment.value(signal)));
  }

  double highest(Signal signal) {
    return moments.stream()
        .mapToDouble(moment -> moment.value(signal))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /** How many seconds a moment has to stand for, so that there are no more than so many. */
  int secondsEach(int most) {
    return Math.max(1, (moments.size() + most - 1) / most);
  }

  /**
   * The same with no more moments than so many: means, and of percentiles and levels the highest.
   */
  Timeline atMost(int most) {
    int each = secondsEach(most);
    if (each == 1) {
      return this;
    }
    List<Moment> fewer = new ArrayList<>();
    for (int from = 0; from < moments.size(); from += each) {
      fewer.add(together(moments.subList(from, Math.min(from + each, moments.size()))));
    }
    return new Timeline(fewer);
  }

  private static Moment together(List<Moment> some) {
    Map<Signal, Double> values = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      double[] known =
          some.stream()
              .mapToDouble(moment -> moment.value(signal))
              .filter(Double::isFinite)
              .toArray();
      DoubleBinaryOperator fold = signal.worst ? Math::max : Double::sum;
      double folded = known.length == 0 ? Double.NaN : known[0];
      for (int i = 1; i < known.length; i++) {
        folded = fold.applyAsDouble(folded, known[i]);
      }
      values.put(signal, signal.worst ? folded : folded / known.length);
    }
    return new Moment(some.getLast().second, values);
  }
}
