package rapport.load.report;

import java.util.ArrayList;
import java.util.List;

/** What went well, in sentences; only what the counts bear out. */
final class Findings {
  private Findings() {}

  static List<String> of(Result result) {
    List<String> findings = new ArrayList<>();
    Result.Sessions sessions = result.sessions();
    Result.Questions questions = result.questions();
    Result.Tokens tokens = result.tokens();
    if (result.gaveOut().isEmpty()) {
      findings.add("Nothing gave out.");
    }
    if (sessions.opened() > 0 && sessions.opened() == sessions.wanted() && sessions.lost() == 0) {
      findings.add("All %s sessions opened and stayed.".formatted(count(sessions.wanted())));
    }
    if (questions.due() > 0 && questions.answered() == questions.due()) {
      findings.add("All %s questions were answered.".formatted(count(questions.due())));
    }
    if (tokens.received() > 0 && tokens.allThere()) {
      findings.add(
          "Every one of %s tokens arrived once, in order, unharmed."
              .formatted(count(tokens.received())));
    }
    return findings;
  }

  private static String count(long count) {
    return Figures.number(count);
  }
}
