package rapport.load.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.load.Result;
import rapport.load.Second;

/**
 * Processor time of a question and of a relayed token, from two runs with different shares of both:
 * the solution of two equations.
 *
 * @param millisPerQuestion everything but the tokens
 * @param microsPerToken everything that grows with them
 */
record Costs(double millisPerQuestion, double microsPerToken) {
  /** Runs whose shares differ by less tell nothing. */
  private static final double LEAST_DIFFERENCE = 1e-6;

  /**
   * Of a run of short answers, all of it, and of the last seconds of one in which long answers
   * stream. Null when they do not tell.
   */
  static @Nullable Costs of(Result questions, List<Second> tokens) {
    if (questions.server() == null || tokens.stream().anyMatch(each -> each.serverCpu() == null)) {
      return null;
    }
    return of(
        (double) questions.questions().sent(),
        (double) questions.tokens().received(),
        questions.server().cpuSeconds(),
        (double) tokens.stream().mapToLong(Second::due).sum(),
        (double) tokens.stream().mapToLong(Second::tokens).sum(),
        tokens.stream().map(Second::serverCpu).mapToDouble(Costs::value).sum());
  }

  private static double value(@Nullable Double known) {
    return known == null ? 0 : known;
  }

  static @Nullable Costs of(
      double questions1,
      double tokens1,
      double seconds1,
      double questions2,
      double tokens2,
      double seconds2) {
    double determinant = questions1 * tokens2 - questions2 * tokens1;
    if (Math.abs(determinant) <= LEAST_DIFFERENCE * questions1 * tokens2) {
      return null;
    }
    double perQuestion = (seconds1 * tokens2 - seconds2 * tokens1) / determinant;
    double perToken = (questions1 * seconds2 - questions2 * seconds1) / determinant;
    return new Costs(perQuestion * 1e3, perToken * 1e6);
  }
}
