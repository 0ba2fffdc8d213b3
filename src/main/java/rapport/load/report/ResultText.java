package rapport.load.report;

import java.util.List;
import java.util.Map;
import rapport.load.report.Timeline.Signal;

/** One result for the terminal. */
final class ResultText {
  private final Result result;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  private ResultText(Result result, boolean colour) {
    this.result = result;
    this.colour = colour;
  }

  static String of(Result result, boolean colour) {
    return new ResultText(result, colour).all();
  }

  private String all() {
    head();
    gaveOut();
    load();
    latency();
    accounting();
    cost();
    return text.toString();
  }

  private void head() {
    line(Ink.BOLD.on(Ink.plain(result.name() + " on " + result.target()), colour));
    line(
        Ink.DIM.on(
            Ink.plain(
                "%s · %s measured · %s"
                    .formatted(
                        result.started(),
                        Figures.seconds(result.seconds()),
                        result.machine().line())),
            colour));
  }

  /** The first thing a reader wants to know. */
  private void gaveOut() {
    line("");
    for (String finding : Findings.of(result)) {
      line(Ink.GOOD.on(Ink.plain("✓ " + finding), colour));
    }
    for (String sentence : result.gaveOut()) {
      line(Ink.BAD.on(Ink.plain("! " + sentence), colour));
    }
  }

  private void load() {
    Result.Sessions sessions = result.sessions();
    Result.Questions questions = result.questions();
    line("");
    TextTable table = new TextTable(2);
    table.row(Ink.DIM, "load", "", "", "");
    table.row(
        "sessions open",
        count(sessions.opened()),
        "",
        "of %s; %s refused, %s failed, %s lost"
            .formatted(
                count(sessions.wanted()),
                count(sessions.refused()),
                count(sessions.failed()),
                count(sessions.lost())));
    table.row(
        "questions answered",
        count(questions.answered()),
        Figures.number(result.answeredPerSecond()) + "/s",
        "of %s due; %s refused, %s unserved, %s errors"
            .formatted(
                count(questions.due()),
                count(questions.refused()),
                count(questions.unserved()),
                count(questions.failed())));
    table.row(
        "tokens received",
        count(result.tokens().received()),
        Figures.number(result.tokensPerSecond()) + "/s",
        "of %s sent".formatted(count(result.tokens().sent())));
    double streams = result.timeline().highest(Signal.STREAMS);
    table.row("answers streaming", Figures.number(streams), "", "at once, at most");
    text.append(table.text(colour));
    for (Map.Entry<String, Long> error : questions.errors().entrySet()) {
      line(Ink.BAD.on(Ink.plain("  " + error.getKey() + ": " + count(error.getValue())), colour));
    }
  }

  private void latency() {
    line("");
    TextTable table = new TextTable(6);
    table.row(Ink.DIM, "latency", "n", "p50", "p90", "p99", "p99.9", "max", "");
    result
        .latency()
        .forEach((which, times) ->
            table.row(
                which.title(),
                count(times.count()),
                Figures.millis(times.p50()),
                Figures.millis(times.p90()),
                Figures.millis(times.p99()),
                Figures.millis(times.p999()),
                Figures.millis(times.max()),
                which.meaning()));
    text.append(table.text(colour));
  }

  private void accounting() {
    Result.Tokens tokens = result.tokens();
    line("");
    String counts =
        "tokens: %s lost, %s doubled, %s out of order, %s damaged, %s foreign; %s short answers"
            .formatted(
                count(tokens.lost()),
                count(tokens.doubled()),
                count(tokens.disordered()),
                count(tokens.damaged()),
                count(tokens.foreign()),
                count(tokens.shortAnswers()));
    line(tokens.allThere() ? counts : Ink.BAD.on(counts, colour));
  }

  private void cost() {
    line("");
    TextTable table = new TextTable(1);
    table.row(Ink.DIM, "cost", "", "");
    List<Cost> costs = Cost.of(result);
    costs.forEach(cost -> table.row(cost.title(), cost.figure(), cost.about()));
    text.append(table.text(colour));
  }

  private static String count(long count) {
    return Figures.number(count);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
