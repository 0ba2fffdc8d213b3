package rapport.load.size;

/**
 * What is to be held.
 *
 * @param sessions sockets open at once
 * @param questionsPerSecond of all of them together
 * @param streams answers streaming at once
 * @param arithmetic how these two follow from what was asked
 */
public record Demand(
    double sessions, double questionsPerSecond, double streams, Arithmetic arithmetic) {

  /**
   * From how often a shopper asks: by Little's law, answers at once are their rate by their time.
   */
  public static Demand ofRate(double sessions, double perSessionHour, Answer answer) {
    Arithmetic arithmetic = new Arithmetic("demand");
    double perSecond =
        arithmetic.line(
            "questions a second",
            "%s sessions × %s an hour / 3,600 s",
            sessions * perSessionHour / 3600,
            "",
            sessions,
            perSessionHour);
    double seconds = answer.seconds(arithmetic);
    double streams =
        arithmetic.line(
            "answers at once", "%s /s × %s s", perSecond * seconds, "", perSecond, seconds);
    return new Demand(sessions, perSecond, streams, arithmetic);
  }

  /** From how many answers stream at once. */
  public static Demand ofStreams(double sessions, double streams, Answer answer) {
    Arithmetic arithmetic = new Arithmetic("demand");
    double seconds = answer.seconds(arithmetic);
    double perSecond =
        arithmetic.line(
            "questions a second",
            "%s answers at once / %s s",
            streams / seconds,
            "",
            streams,
            seconds);
    return new Demand(sessions, perSecond, streams, arithmetic);
  }

  /**
   * An answer of the model.
   *
   * @param tokens its length
   * @param firstToken seconds until it begins
   * @param pace tokens a second
   */
  public record Answer(double tokens, double firstToken, double pace) {
    double seconds(Arithmetic arithmetic) {
      return arithmetic.line(
          "an answer takes",
          "%s s + %s tokens / %s a second",
          firstToken + tokens / pace,
          "s",
          firstToken,
          tokens,
          pace);
    }
  }
}
