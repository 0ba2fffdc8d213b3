package rapport.load.compare;

import org.jspecify.annotations.Nullable;
import rapport.load.Result;

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

  /** Null when the runs do not tell. */
  static @Nullable Costs of(Result questions, Result tokens) {
    if (questions.server() == null || tokens.server() == null) {
      return null;
    }
    return of(
        (double) questions.questions().sent(),
        (double) questions.tokens().received(),
        questions.server().cpuSeconds(),
        (double) tokens.questions().sent(),
        (double) tokens.tokens().received(),
        tokens.server().cpuSeconds());
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
